import type { CellValue } from 'hucre/xlsx';
import { streamXlsxRows } from 'hucre/xlsx';
import type { Cell } from './cells.ts';
import type { SheetLimits } from './limits.ts';
import type { Source, SourceRow } from './source.ts';
import { Stop } from './stop.ts';
import { parseWorkbook, type Worksheet } from './workbook.ts';
import { type Glance, worksheetScan } from './worksheet-scan.ts';
import { unpackArchive } from './zip-guard.ts';

/** Usually `xl/workbook.xml`; workbooks saved in a browser may have `workbook22.xml`. */
const workbookPart = /^xl\/(workbook\w*\.xml)$/;
const relationsPart = /^xl\/_rels\/workbook\w*\.xml\.rels$/;
/** Settings parts are a few kB; one of many MB is no workbook that people made. */
const maxSettingsBytes = 4 * 1024 * 1024;

/** Opens a workbook: refuses what is dangerous, then chooses the first visible sheet with content. */
export async function openXlsx(bytes: Buffer, limits: SheetLimits): Promise<Source> {
  const settings = new Map<string, Buffer[]>();
  const glances = new Map<string, Glance>();
  const parts = await unpackArchive(bytes, limits, (name) => {
    if (workbookPart.test(name) || relationsPart.test(name)) return collector(settings, name);
    if (!name.endsWith('.xml')) return undefined;
    const scan = worksheetScan(limits.merges);
    glances.set(name, scan.glance);
    return scan.read;
  });
  const name = [...parts].map((part) => workbookPart.exec(part)?.[1]).find(Boolean);
  if (!name) throw otherKind(parts);

  const text = (part: string) => Buffer.concat(settings.get(part) ?? []).toString('utf8');
  const { worksheets, epoch } = parseWorkbook(text(`xl/${name}`), text(`xl/_rels/${name}.rels`));
  if (worksheets.length === 0) throw new Stop('sheet_not_readable');
  const chosen = worksheets.find((sheet) => sheet.visible && glances.get(sheet.path)?.hasContent);
  if (!chosen) throw new Stop('sheet_empty');
  return {
    info: {
      format: 'xlsx',
      sheet: chosen.name,
      otherSheets: worksheets.filter((sheet) => sheet !== chosen).map(({ name }) => name),
      merges: glances.get(chosen.path)?.merges ?? [],
      epoch,
    },
    rows: () => rowsOf(bytes, chosen),
  };
}

async function* rowsOf(bytes: Buffer, sheet: Worksheet): AsyncIterable<SourceRow> {
  for await (const { index, values } of streamXlsxRows(bytes, { sheet: sheet.index })) {
    if (!Number.isSafeInteger(index) || index < 0) throw new Stop('sheet_not_readable');
    // A cell with a colour far to the right makes a row of thousands of blanks.
    const used = values.findLastIndex((value) => value !== null && value !== '') + 1;
    yield { number: index + 1, cells: values.slice(0, used).map(cellOf) };
  }
}

function cellOf(value: CellValue): Cell {
  if (value === '') return null;
  if (!(value instanceof Date)) return value;
  if (Number.isNaN(value.getTime())) return null;
  const instant = value.toISOString();
  const [day = '', time = ''] = [instant.slice(0, 10), instant.slice(11, 19)];
  return time === '00:00:00' ? { day } : { day, time };
}

function collector(parts: Map<string, Buffer[]>, name: string): (chunk: Buffer) => void {
  const chunks: Buffer[] = [];
  parts.set(name, chunks);
  let size = 0;
  return (chunk) => {
    size += chunk.length;
    if (size > maxSettingsBytes) throw new Stop('sheet_not_readable');
    chunks.push(chunk);
  };
}

/** An archive that holds no XLSX workbook: says what it is, as far as that helps. */
function otherKind(parts: Set<string>): Stop {
  const kinds: [part: string, kind: string][] = [
    ['xl/workbook.bin', '.xlsb'],
    ['word/document.xml', '.docx'],
    ['ppt/presentation.xml', '.pptx'],
    ['content.xml', '.ods'],
    ['Index/Document.iwa', '.numbers'],
  ];
  const kind = kinds.find(([part]) => parts.has(part))?.[1] ?? '.zip';
  return new Stop('sheet_not_supported', { kind });
}
