import type { SheetLimits } from './limits.ts';
import { OdsReader } from './ods-rows.ts';
import type { SheetOfSource, Source, SourceRow } from './source.ts';
import { Stop } from './stop.ts';
import type { Archive } from './zip-guard.ts';

const spreadsheet = 'application/vnd.oasis.opendocument.spreadsheet';
const maxSettings = 4 * 1024 * 1024;

/** Opens a workbook of LibreOffice and its kin; nothing for an archive that is none. */
export async function openOds(archive: Archive, limits: SheetLimits): Promise<Source | undefined> {
  if (!archive.names.has('content.xml') || !archive.names.has('mimetype')) return undefined;
  const kind = await archive.wholeText('mimetype', 200);
  if (!kind.startsWith(spreadsheet)) return undefined;
  const manifest = await archive.wholeText('META-INF/manifest.xml', maxSettings);
  if (manifest.includes('encryption-data')) throw new Stop('sheet_encrypted');
  const sheets: SheetOfSource[] = [];
  for await (const _ of rowsOf(new Set())) void _;
  return { format: 'ods', epoch: 1900, sheets, rows: rowsOf };

  /** All tables stand one behind the other in one part: names and merged cells are told as they come. */
  async function* rowsOf(wanted: ReadonlySet<number>): AsyncGenerator<SourceRow, void, undefined> {
    const reader = new OdsReader(limits, wanted);
    for await (const piece of archive.text('content.xml')) yield* reader.read(piece);
    for (const [index, { name, hidden, merges }] of reader.tables.entries()) {
      const known = sheets[index];
      if (!known) sheets.push({ name, hidden, merges });
      else if (wanted.has(index)) known.merges = merges;
    }
  }
}
