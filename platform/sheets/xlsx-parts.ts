import type { SheetLimits } from './limits.ts';
import { Stop } from './stop.ts';
import { attributesOf, xmlReader } from './xml.ts';

/** The parts of a workbook beside its worksheets: which there are, what its styles and texts are. */

/** A worksheet as the workbook lists it. */
type Worksheet = { name: string; path: string; hidden: boolean };

/**
 * Reads the list of worksheets; pages that hold a chart alone are left out.
 * @param relationsXml the workbook's `.rels` part, which gives each sheet's path
 */
export function parseWorkbook(
  workbookXml: string,
  relationsXml: string,
): { worksheets: Worksheet[]; strings?: string; styles?: string; epoch: 1900 | 1904 } {
  const paths = new Map<string, string>();
  const others: { strings?: string; styles?: string } = {};
  elements(relationsXml, 'Relationship', (attributes) => {
    const [id, target] = [attributes.get('Id'), attributes.get('Target')];
    const kind = attributes.get('Type')?.split('/').at(-1);
    if (!id || !target) return;
    if (kind === 'worksheet') paths.set(id, partPath(target));
    if (kind === 'sharedStrings') others.strings = partPath(target);
    if (kind === 'styles') others.styles = partPath(target);
  });
  const worksheets: Worksheet[] = [];
  let epoch: 1900 | 1904 = 1900;
  elements(workbookXml, 'sheet', (attributes) => {
    const [name, state] = [attributes.get('name'), attributes.get('state') ?? 'visible'];
    const id = [...attributes].find(([key]) => key.endsWith(':id'))?.[1];
    const path = id && paths.get(id);
    if (name && path) worksheets.push({ name, path, hidden: state !== 'visible' });
  });
  elements(workbookXml, 'workbookPr', (attributes) => {
    const since1904 = attributes.get('date1904');
    if (since1904 === '1' || since1904 === 'true') epoch = 1904;
  });
  // A part that stands for several sheets would be read for each of them.
  const distinct = new Set(worksheets.map(({ path }) => path));
  if (distinct.size !== worksheets.length) throw new Stop('sheet_not_readable');
  return { worksheets, ...others, epoch };
}

/** Targets are relative to `xl/`, or absolute from the archive's root. */
function partPath(target: string): string {
  return target.startsWith('/')
    ? target.slice(1)
    : new URL(target, 'file:///xl/').pathname.slice(1);
}

function elements(xml: string, name: string, see: (attributes: Map<string, string>) => void): void {
  const read = xmlReader({
    open: (tag, attributes) => {
      if (tag === name) see(attributesOf(attributes));
    },
    text: () => {},
    close: () => {},
  });
  read(xml);
}

/** Which formats that every workbook knows by number show a day or a time. */
const builtInDates = new Set([
  ...[14, 15, 16, 17, 18, 19, 20, 21, 22, 45, 46, 47],
  ...[27, 28, 29, 30, 31, 32, 33, 34, 35, 36],
  ...[50, 51, 52, 53, 54, 55, 56, 57, 58],
]);

/** Whether a format shows a day or a time: it has a letter for one outside quotes and brackets. */
export function showsDate(format: string): boolean {
  // A format of several sections shows numbers above zero by the first.
  const [first = ''] = format.slice(0, 255).split(';');
  const plain = first.replace(/"[^"]*"|\[[^[\]]*\]|\\.|_.|\*./g, '');
  return /[ymdhs]/i.test(plain) && !/general/i.test(plain);
}

/** Which styles of cells, by their place in the list, show a day. */
export function styleReader(): { read(piece: string): void; isDate: (style: number) => boolean } {
  const custom = new Map<number, boolean>();
  const formats: number[] = [];
  let inCellFormats = false;
  const read = xmlReader({
    open(name, text) {
      if (name === 'numFmt') {
        const attributes = attributesOf(text);
        custom.set(
          Number(attributes.get('numFmtId')),
          showsDate(attributes.get('formatCode') ?? ''),
        );
      } else if (name === 'cellXfs') inCellFormats = true;
      else if (name === 'xf' && inCellFormats) {
        formats.push(Number(attributesOf(text).get('numFmtId') ?? 0));
      }
    },
    text: () => {},
    close(name) {
      if (name === 'cellXfs') inCellFormats = false;
    },
  });
  const isDate = (style: number) => {
    const format = formats[style] ?? 0;
    return custom.get(format) ?? builtInDates.has(format);
  };
  return { read, isDate };
}

/** Collects the texts that cells share; phonetic readings of names are no part of them. */
export function stringReader({ sharedStrings, sharedChars, cellChars }: SheetLimits) {
  const strings: string[] = [];
  let chars = 0;
  let text = '';
  let [inText, inPhonetic] = [false, false];
  const read = xmlReader({
    open(name) {
      if (name === 'si') text = '';
      else if (name === 't') inText = true;
      else if (name === 'rPh') inPhonetic = true;
    },
    text(piece) {
      if (!inText || inPhonetic) return;
      // One character more than a cell may hold, so that whoever meets it there can tell.
      if (text.length <= cellChars) text += piece.slice(0, cellChars + 1);
    },
    close(name) {
      if (name === 't') inText = false;
      else if (name === 'rPh') inPhonetic = false;
      else if (name === 'si') {
        strings.push(ooxmlText(text));
        chars += text.length;
        if (strings.length > sharedStrings || chars > sharedChars)
          throw new Stop('sheet_too_large');
      }
    },
  });
  return { read, strings };
}

/** Text in which programs wrote what XML cannot hold as `_x000D_`. */
export function ooxmlText(text: string): string {
  if (!text.includes('_x')) return text;
  return text.replace(/_x([0-9a-f]{4})_/gi, (_, hex) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
}
