import type { Entry, ZipFile } from 'yauzl';
import yauzl from 'yauzl';
import type { SheetLimits } from './limits.ts';
import { Stop } from './stop.ts';

/** Is called with each part's bytes as they are unpacked. */
type PartReader = (chunk: Buffer) => void;

const STORED = 0;
const DEFLATED = 8;

/**
 * Unpacks every part of an archive once, within limits, before the real reader sees it: a part that
 * holds more than it declares, or an archive that unpacks to gigabytes, is refused here.
 * @param readerOf gives a reader for the parts whose content is wanted
 */
export async function unpackArchive(
  bytes: Buffer,
  limits: SheetLimits,
  readerOf: (name: string) => PartReader | undefined,
): Promise<Set<string>> {
  const zip = await open(bytes);
  const entries = await listEntries(zip, limits);
  checkDeclared(entries, bytes.length, limits);
  for (const entry of entries) {
    const read = readerOf(entry.fileName);
    await unpack(zip, entry, read);
  }
  return new Set(entries.map(({ fileName }) => fileName));
}

async function open(bytes: Buffer): Promise<ZipFile> {
  try {
    return await yauzl.fromBufferPromise(bytes, { lazyEntries: true, validateEntrySizes: true });
  } catch {
    throw new Stop('sheet_not_readable');
  }
}

function listEntries(zip: ZipFile, limits: SheetLimits): Promise<Entry[]> {
  if (zip.entryCount > limits.entries) throw new Stop('sheet_too_large');
  return new Promise((resolve, reject) => {
    const entries: Entry[] = [];
    zip.on('entry', (entry: Entry) => {
      entries.push(entry);
      zip.readEntry();
    });
    zip.on('end', () => resolve(entries));
    zip.on('error', () => reject(new Stop('sheet_not_readable')));
    zip.readEntry();
  });
}

function checkDeclared(entries: Entry[], packed: number, limits: SheetLimits): void {
  // Two parts of one name are read differently by different readers: the guard would look at one, the reader at the other.
  const names = new Set(entries.map(({ fileName }) => fileName));
  if (names.size !== entries.length) throw new Stop('sheet_not_readable');
  let unpacked = 0;
  for (const entry of entries) {
    if (entry.isEncrypted()) throw new Stop('sheet_encrypted');
    if (entry.compressionMethod !== STORED && entry.compressionMethod !== DEFLATED) {
      throw new Stop('sheet_not_readable');
    }
    unpacked += entry.uncompressedSize;
  }
  const tooDense = unpacked > limits.ratioFromBytes && unpacked / packed > limits.ratio;
  if (unpacked > limits.unpackedBytes || tooDense) throw new Stop('sheet_too_large');
}

async function unpack(zip: ZipFile, entry: Entry, read?: PartReader): Promise<void> {
  try {
    const stream = await zip.openReadStreamPromise(entry);
    for await (const chunk of stream) read?.(chunk as Buffer);
  } catch (error) {
    if (error instanceof Stop) throw error;
    const more = error instanceof Error && error.message.startsWith('too many bytes');
    throw new Stop(more ? 'sheet_too_large' : 'sheet_not_readable');
  }
}
