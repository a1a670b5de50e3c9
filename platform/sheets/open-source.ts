import { readFile, stat } from 'node:fs/promises';
import { decrypted } from '../encrypted-file.ts';
import { openCsv } from './csv.ts';
import type { SheetLimits } from './limits.ts';
import type { Encoding, Source } from './source.ts';
import { Stop } from './stop.ts';

const zipMagic = Buffer.from('PK\x03\x04', 'latin1');
const emptyZipMagic = Buffer.from('PK\x05\x06', 'latin1');
const compoundMagic = Buffer.from('d0cf11e0a1b11ae1', 'hex');
const otherMagic: [magic: RegExp, kind: string][] = [
  [/^%PDF-/, '.pdf'],
  [/^<\?xml/i, 'XML'],
  [/^\{\\rtf/, '.rtf'],
];

const html = /^<(!doctype html|html|head|meta|style|body|div|table)\b/i;

/** Opens a sheet by what it holds; the file's name plays no part. `key` opens one that is encrypted. */
export async function openSource(
  path: string,
  limits: SheetLimits,
  chosen?: Encoding,
  key?: string,
): Promise<Source> {
  const { size } = await stat(path);
  if (size > limits.fileBytes) throw new Stop('sheet_too_large');
  const stored = await readFile(path);
  const bytes = key === undefined ? stored : decrypted(stored, key);
  if (bytes.length === 0) throw new Stop('sheet_empty');
  const startsWith = (magic: Buffer) => bytes.subarray(0, magic.length).equals(magic);
  // Loaded when needed only: text is read sooner without them.
  if (startsWith(zipMagic)) {
    const { openArchivedWorkbook } = await import('./xlsx.ts');
    return openArchivedWorkbook(bytes, limits);
  }
  if (startsWith(emptyZipMagic)) throw new Stop('sheet_not_readable');
  if (startsWith(compoundMagic)) {
    const { openXls } = await import('./xls.ts');
    return openXls(bytes, limits);
  }
  const head = textHead(bytes);
  if (html.test(head)) {
    const { openHtml } = await import('./html.ts');
    return openHtml(bytes, limits, chosen);
  }
  const other = otherMagic.find(([magic]) => magic.test(head));
  if (other) throw new Stop('sheet_not_supported', { kind: other[1] });
  return openCsv(bytes, limits, chosen);
}

/** The first characters, in whatever encoding they are. */
function textHead(bytes: Buffer): string {
  const wide = bytes[0] === 0xff && bytes[1] === 0xfe;
  const head = bytes.subarray(0, 400).toString(wide ? 'utf16le' : 'utf8');
  return head.replace(/^\ufeff/, '').trimStart();
}
