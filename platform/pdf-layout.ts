import type { Content, Node, TableCell, TDocumentDefinitions } from 'pdfmake/interfaces.js';
import type { PdfBlock, PdfColumn, PdfDocument, PdfFact, PdfPicture } from './pdf-document.ts';
import { fontRuns } from './pdf-fonts.ts';

type Style = { bold?: boolean; fontSize?: number; color?: string; alignment?: PdfColumn['align'] };

const ink = '#1f3a5f';
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
};

const noRecords = { 'zh-CN': '无记录', en: 'No records' };

/** Sets a document out as the PDF writer wants it: A4, title on top, page numbers at the foot. */
export function layOut(document: PdfDocument): TDocumentDefinitions {
  const { title, subtitle, made, language, landscape = false, blocks } = document;
  const width = (landscape ? page.long : page.short) - 2 * margin;
  const images: Record<string, string> = {};
  const content: Content[] = [words(title, { fontSize: 19, bold: true, color: ink })];
  if (subtitle) content.push({ ...words(subtitle, { color: grey }), margin: [0, 4, 0, 0] });
  const place = { width, images, language };
  for (const block of blocks) content.push(blockContent(block, place));
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
    // A heading alone at the foot of a page helps nobody. What belongs to it or to the foot stands no lower.
    pageBreakBefore: (node, nodes) =>
      node.headlineLevel === 1 &&
      nodes.getFollowingNodesOnPage().every((other) => topOf(other) <= topOf(node)),
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

function topOf({ startPosition }: Node): number {
  return startPosition.top;
}

function blockContent(block: PdfBlock, { width, images, language }: Place): Content {
  switch (block.kind) {
    case 'heading':
      return headingContent(block.text, width);
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
    case 'newPage':
      return { text: '', pageBreak: 'before' };
  }
}

function headingContent(text: string, width: number): Content {
  const rule = { type: 'line' as const, x1: 0, y1: 2, x2: width, y2: 2, lineColor: line };
  return {
    stack: [words(text, { fontSize: 13, bold: true, color: ink }), { canvas: [rule] }],
    unbreakable: true,
    headlineLevel: 1,
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
  return { table: { widths, body }, layout: 'noBorders', margin: [0, 2, 0, 2] };
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
      dontBreakRows: true,
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
  const runs = fontRuns(text).map(({ text: run, font, breakAnywhere }) => ({
    text: run,
    font,
    ...(breakAnywhere && { wordBreak: 'break-all' as const }),
  }));
  return { text: runs, ...style };
}
