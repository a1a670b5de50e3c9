import type { Content, Node, TableCell, TDocumentDefinitions } from 'pdfmake/interfaces.js';
import { create as createQrCode } from 'qrcode';
import type { PdfBlock, PdfColumn, PdfDocument, PdfFact, PdfPicture } from './pdf-document.ts';
import { fontRuns } from './pdf-fonts.ts';

type Style = { bold?: boolean; fontSize?: number; color?: string; alignment?: PdfColumn['align'] };

/** Of titles, where a document has no colour of its own. */
const ink = '#1f3a68';
const grey = '#5f6b7a';
const pale = '#eef2f7';
const line = '#c9d2de';
const margin = 48;
/** A4 in points. */
const page = { short: 595.28, long: 841.89 };

/** What a block is set into. */
type Place = {
  width: number;
  /** Collects the pictures by name. */
  images: Record<string, string>;
  language: PdfDocument['language'];
  accent: string;
};

const noRecords = { 'zh-CN': '无记录', en: 'No records' };

/** Sets a document out as the PDF writer wants it: A4, title on top, page numbers at the foot. */
export function layOut(document: PdfDocument): TDocumentDefinitions {
  const { title, subtitle, made, language, landscape = false, accent = ink, blocks } = document;
  const width = (landscape ? page.long : page.short) - 2 * margin;
  const images: Record<string, string> = {};
  const content: Content[] = [words(title, { fontSize: 19, bold: true, color: accent })];
  if (subtitle) content.push({ ...words(subtitle, { color: grey }), margin: [0, 4, 0, 0] });
  const place = { width, images, language, accent };
  // A heading alone at the foot of a page helps nobody: it needs room for how what follows it begins.
  const rooms = new Map<string, number>();
  for (const [index, block] of blocks.entries()) {
    const id = `block${index}`;
    if (block.kind === 'heading')
      rooms.set(id, headingHeight + heightOfBeginning(blocks[index + 1]));
    content.push({ ...(blockContent(block, place) as object), id } as Content);
  }
  return {
    pageSize: 'A4',
    pageOrientation: landscape ? 'landscape' : 'portrait',
    pageMargins: [margin, margin, margin, margin + 8],
    version: '1.7',
    language,
    displayTitle: true,
    info: { title, creationDate: made.at, modDate: made.at, creator: 'Anxing', producer: 'Anxing' },
    defaultStyle: { font: 'Noto', fontSize: 10, lineHeight: 1.15 },
    images,
    content,
    pageBreakBefore: (node) => roomBelow(node) < (rooms.get(node.id ?? '') ?? 0),
    footer: (current, count) => ({
      margin: [margin, 16, margin, 0],
      columns: [
        words(made.line, { fontSize: 8, color: grey }),
        {
          ...words(`${current} / ${count}`, { fontSize: 8, color: grey, alignment: 'right' }),
          width: 60,
        },
      ],
    }),
  };
}

/** How much of the page is left where a block begins. */
function roomBelow({ startPosition: { pageInnerHeight, top } }: Node): number {
  return pageInnerHeight - (top - margin);
}

const headingHeight = 45;
const lineHeight = 14;
/** A picture is as wide as half the page, and mostly upright. */
const pictureHeight = 250;

/** About how high that is of a block which must not be parted from its heading. */
function heightOfBeginning(block: PdfBlock | undefined): number {
  if (block?.kind === 'pictures') return pictureHeight;
  if (block?.kind === 'table') return lineHeight * (2 + rowLines(block.rows[0] ?? []));
  if (block?.kind !== 'facts') return lineHeight;
  const texts = block.facts.map(({ value }) => value);
  return lineHeight * (isShort(texts) ? sumOfLines(texts) : rowLines(texts.slice(0, 1)));
}

/** What stands on one page in any case; longer texts are better cut than lost at the page's foot. */
const keptTogether = { lines: 30, charactersInLine: 20 };

/** About how many lines a text takes in a column of a table, rather too many than too few. */
function linesOf(text: string): number {
  return text
    .split('\n')
    .reduce(
      (sum, part) => sum + Math.max(1, Math.ceil(part.length / keptTogether.charactersInLine)),
      0,
    );
}

function sumOfLines(texts: readonly string[]): number {
  return texts.reduce((sum, text) => sum + linesOf(text), 0);
}

function rowLines(row: readonly string[]): number {
  return Math.min(keptTogether.lines, Math.max(1, ...row.map(linesOf)));
}

function isKeptWhole(row: readonly string[]): boolean {
  return row.every((text) => linesOf(text) <= keptTogether.lines);
}

/** Facts of one report that are few enough to stand together. */
function isShort(texts: readonly string[]): boolean {
  return sumOfLines(texts) <= keptTogether.lines;
}

function blockContent(block: PdfBlock, { width, images, language, accent }: Place): Content {
  switch (block.kind) {
    case 'heading':
      return headingContent(block.text, width, accent);
    case 'paragraph': {
      const style = block.quiet ? { fontSize: 8.5, color: grey } : {};
      return { ...words(block.text, style), margin: [0, 4, 0, 4] };
    }
    case 'facts':
      return factsContent(block.facts, block.columns);
    case 'table':
      return tableContent(block.columns, block.rows, block.whenEmpty ?? noRecords[language]);
    case 'pictures':
      return picturesContent(block.pictures, width, images);
    case 'qrCode':
      return qrContent(block.text);
    case 'newPage':
      return { text: '', pageBreak: 'before' };
  }
}

/** In points: some 7 cm. */
const qrSize = 200;

/** Drawn here: the writer's own codes cannot be read where a text fills one to the last letter. */
function qrContent(text: string): Content {
  const { size, data } = createQrCode(text, { errorCorrectionLevel: 'M' }).modules;
  const side = qrSize / size;
  const squares = [...data].flatMap((dark, at) =>
    dark ? [{ x: (at % size) * side, y: Math.floor(at / size) * side }] : [],
  );
  const rect = { type: 'rect' as const, w: side, h: side, color: '#000000' };
  return { canvas: squares.map((at) => ({ ...rect, ...at })), margin: [0, 24, 0, 24] };
}

function headingContent(text: string, width: number, color: string): Content {
  const rule = { type: 'line' as const, x1: 0, y1: 2, x2: width, y2: 2, lineColor: line };
  return {
    stack: [words(text, { fontSize: 13, bold: true, color }), { canvas: [rule] }],
    unbreakable: true,
    margin: [0, 16, 0, 6],
  };
}

function factsContent(list: PdfFact[], columns: 1 | 2): Content {
  const cells = list.map(({ label, value }): TableCell[] => [
    words(label, { color: grey }),
    words(value === '' ? '—' : value),
  ]);
  const body: TableCell[][] = [];
  for (let at = 0; at < cells.length; at += columns) {
    const row = cells.slice(at, at + columns).flat();
    while (row.length < columns * 2) row.push('');
    body.push(row);
  }
  if (body.length === 0) return { text: '' };
  const widths = columns === 2 ? ['18%', '32%', '18%', '32%'] : ['25%', '75%'];
  const texts = list.map(({ value }) => value);
  const table = { widths, body, dontBreakRows: isKeptWhole(texts) };
  const content: Content = { table, layout: 'noBorders', margin: [0, 2, 0, 2] };
  return isShort(texts) ? { stack: [content], unbreakable: true } : content;
}

function tableContent(columns: PdfColumn[], rows: string[][], whenEmpty: string): Content {
  if (rows.length === 0) {
    return { ...words(whenEmpty, { color: grey }), margin: [0, 4, 0, 4] };
  }
  const shares = columns.reduce((sum, { share = 1 }) => sum + share, 0);
  const header = columns.map(
    ({ header: text, align }): TableCell => ({
      ...words(text, { fontSize: 9, bold: true, ...(align && { alignment: align }) }),
      fillColor: pale,
    }),
  );
  const body = rows.map((row) =>
    columns.map(({ align }, index): TableCell => {
      return words(row[index] ?? '', { fontSize: 9, ...(align && { alignment: align }) });
    }),
  );
  return {
    table: {
      headerRows: 1,
      ...(isKeptWhole(rows[0] ?? []) && { keepWithHeaderRows: 1 }),
      dontBreakRows: rows.every(isKeptWhole),
      widths: columns.map(({ share = 1 }) => `${(100 * share) / shares}%`),
      body: [header, ...body],
    },
    layout: {
      hLineWidth: () => 0.5,
      vLineWidth: () => 0,
      hLineColor: () => line,
      paddingTop: () => 3,
      paddingBottom: () => 3,
    },
    margin: [0, 4, 0, 4],
  };
}

function picturesContent(
  list: PdfPicture[],
  width: number,
  images: Record<string, string>,
): Content {
  const gap = 12;
  const side = (width - gap) / 2;
  const cells = list.map(({ jpeg, caption }): Content => {
    const name = `picture${Object.keys(images).length}`;
    images[name] = `data:image/jpeg;base64,${Buffer.from(jpeg).toString('base64')}`;
    const below = caption ? [{ ...words(caption, { fontSize: 8.5, color: grey }), margin: 2 }] : [];
    return { stack: [{ image: name, fit: [side, side] }, ...below] };
  });
  const rows: Content[] = [];
  for (let at = 0; at < cells.length; at += 2) {
    const columns = cells.slice(at, at + 2);
    rows.push({ columns, columnGap: gap, unbreakable: true, margin: [0, 4, 0, 6] });
  }
  return { stack: rows };
}

/** A text in whatever fonts it needs. */
function words(text: string, style: Style = {}) {
  const runs = fontRuns(text).map(({ text: run, font, level, breakAnywhere }) => ({
    text: run,
    font,
    level,
    ...(breakAnywhere && { wordBreak: 'break-all' as const }),
  }));
  return { text: runs, ...style };
}
