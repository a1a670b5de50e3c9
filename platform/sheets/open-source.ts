import { readFile, stat } from 'node:fs/promises';
import { openCsv } from './csv.ts';
import type { SheetLimits } from './limits.ts';
import type { Source } from './source.ts';
import { Stop } from './stop.ts';

const zipMagic = Buffer.from('PK\x03\x04', 'latin1');
const emptyZipMagic = Buffer.from('PK\x05\x06', 'latin1');
const compoundMagic = Buffer.from('d0cf11e0a1b11ae1', 'hex');
/** Name of the stream that holds a workbook with a password, inside an OLE compound file. */
const encryptedPackage = Buffer.from('EncryptedPackage', 'utf16le');

const otherMagic: [magic: RegExp, kind: string][] = [
  [/^%PDF-/, '.pdf'],
  [/^\s*(<!doctype html|<html|<table)/i, 'HTML'],
  [/^\s*<\?xml/i, 'XML'],
  [/^\{\\rtf/, '.rtf'],
];

/** Opens a sheet by what it holds; the file's name plays no part. */
export async function openSource(path: string, limits: SheetLimits): Promise<Source> {
  const { size } = await stat(path);
  if (size === 0) throw new Stop('sheet_empty');
  if (size > limits.fileBytes) throw new Stop('sheet_too_large');
  const bytes = await readFile(path);
  const startsWith = (magic: Buffer) => bytes.subarray(0, magic.length).equals(magic);
  if (startsWith(zipMagic)) {
    // Loaded when needed only: a thread that reads text starts sooner without it.
    const { openXlsx } = await import('./xlsx.ts');
    return openXlsx(bytes, limits);
  }
  if (startsWith(emptyZipMagic)) throw new Stop('sheet_not_readable');
  if (startsWith(compoundMagic)) {
    throw new Stop(bytes.includes(encryptedPackage) ? 'sheet_encrypted' : 'sheet_legacy_xls');
  }
  const head = bytes
    .subarray(0, 200)
    .toString('utf8')
    .replace(/^\ufeff/, '');
  const other = otherMagic.find(([magic]) => magic.test(head));
  if (other) throw new Stop('sheet_not_supported', { kind: other[1] });
  return openCsv(bytes, limits);
}
