import { StringDecoder } from 'node:string_decoder';
import type { Entry, ZipFile } from 'yauzl';
import yauzl from 'yauzl';
import type { SheetLimits } from './limits.ts';
import { Stop } from './stop.ts';

/** An archive whose parts are unpacked one by one, within limits. */
export type Archive = {
  names: ReadonlySet<string>;
  /** A part's text as it is unpacked; nothing for a part that is not there. */
  text(name: string): AsyncGenerator<string, void, undefined>;
  /** The whole text of a small part. */
  wholeText(name: string, maxChars: number): Promise<string>;
};

const STORED = 0;
const DEFLATED = 8;

/**
 * Opens an archive and refuses what no program writes: parts of one name, other ways of packing, and
 * more than the limits allow, whether it says so or holds more than it says.
 */
export async function openArchive(bytes: Buffer, limits: SheetLimits): Promise<Archive> {
  const zip = await open(bytes);
  const entries = await listEntries(zip, limits);
  checkDeclared(entries, bytes.length, limits);
  const byName = new Map(entries.map((entry) => [entry.fileName, entry]));
  async function* text(name: string): AsyncGenerator<string, void, undefined> {
    const entry = byName.get(name);
    if (!entry) return;
    const decoder = new StringDecoder('utf8');
    for await (const chunk of unpack(zip, entry)) yield decoder.write(chunk);
    yield decoder.end();
  }
  return {
    names: new Set(byName.keys()),
    text,
    async wholeText(name, maxChars) {
      let whole = '';
      for await (const piece of text(name)) {
        whole += piece;
        if (whole.length > maxChars) throw new Stop('sheet_not_readable');
      }
      return whole;
    },
  };
}

async function open(bytes: Buffer): Promise<ZipFile> {
  try {
    return await yauzl.fromBufferPromise(bytes, {
      lazyEntries: true,
      autoClose: false,
      validateEntrySizes: true,
      strictFileNames: false,
    });
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

async function* unpack(zip: ZipFile, entry: Entry): AsyncGenerator<Buffer, void, undefined> {
  try {
    const stream = await zip.openReadStreamPromise(entry);
    for await (const chunk of stream) yield chunk as Buffer;
  } catch (error) {
    if (error instanceof Stop) throw error;
    const more = error instanceof Error && error.message.startsWith('too many bytes');
    throw new Stop(more ? 'sheet_too_large' : 'sheet_not_readable');
  }
}
