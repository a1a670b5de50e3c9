import type { SheetLimits } from './limits.ts';
import { openOds } from './ods.ts';
import type { SheetOfSource, Source, SourceRow } from './source.ts';
import { Stop } from './stop.ts';
import { parseWorkbook, stringReader, styleReader } from './xlsx-parts.ts';
import { type Shared, WorksheetReader } from './xlsx-rows.ts';
import { type Archive, openArchive } from './zip-guard.ts';

/** Usually `xl/workbook.xml`; workbooks saved in a browser may have `workbook22.xml`. */
const workbookPart = /^xl\/(workbook\w*\.xml)$/;
/** Settings parts are a few kB; one of many MB is no workbook that people made. */
const maxSettings = 4 * 1024 * 1024;

/** Opens a workbook that is an archive: of Excel and WPS, or of LibreOffice. */
export async function openArchivedWorkbook(bytes: Buffer, limits: SheetLimits): Promise<Source> {
  const archive = await openArchive(bytes, limits);
  const name = [...archive.names].map((part) => workbookPart.exec(part)?.[1]).find(Boolean);
  if (name) return openXlsx(archive, name, limits);
  const ods = await openOds(archive, limits);
  if (ods) return ods;
  throw otherKind(archive.names);
}

async function openXlsx(archive: Archive, name: string, limits: SheetLimits): Promise<Source> {
  const { worksheets, epoch, ...parts } = parseWorkbook(
    await archive.wholeText(`xl/${name}`, maxSettings),
    await archive.wholeText(`xl/_rels/${name}.rels`, maxSettings),
  );
  if (worksheets.length === 0) throw new Stop('sheet_not_readable');
  const sheets: SheetOfSource[] = worksheets.map(({ name, hidden }) => ({
    ...{ name, hidden, merges: [] },
  }));
  let shared: Promise<Shared> | undefined;
  async function* rows(wanted: ReadonlySet<number>): AsyncGenerator<SourceRow, void, undefined> {
    shared ??= loadShared(archive, parts, epoch, limits);
    for (const [sheet, { path }] of worksheets.entries()) {
      if (!wanted.has(sheet)) continue;
      if (!archive.names.has(path)) throw new Stop('sheet_not_readable');
      const reader = new WorksheetReader(await shared, limits);
      for await (const piece of archive.text(path)) {
        for (const row of reader.read(piece)) yield { sheet, ...row };
      }
      const found = sheets[sheet];
      if (found) found.merges = reader.merges;
    }
  }
  return { format: 'xlsx', epoch, sheets, rows };
}

/** Styles and shared texts, once for all worksheets. */
async function loadShared(
  archive: Archive,
  { strings, styles }: { strings?: string; styles?: string },
  epoch: 1900 | 1904,
  limits: SheetLimits,
): Promise<Shared> {
  const texts = stringReader(limits);
  if (strings) for await (const piece of archive.text(strings)) texts.read(piece);
  const formats = styleReader();
  if (styles) for await (const piece of archive.text(styles)) formats.read(piece);
  return { strings: texts.strings, isDate: formats.isDate, epoch };
}

/** An archive that holds no workbook: says what it is, as far as that helps. */
function otherKind(parts: ReadonlySet<string>): Stop {
  const kinds: [part: string, kind: string][] = [
    ['xl/workbook.bin', '.xlsb'],
    ['word/document.xml', '.docx'],
    ['ppt/presentation.xml', '.pptx'],
    ['content.xml', '.odt'],
    ['Index/Document.iwa', '.numbers'],
  ];
  const kind = kinds.find(([part]) => parts.has(part))?.[1] ?? '.zip';
  return new Stop('sheet_not_supported', { kind });
}
