/**
 * What a PDF is made of: plain data in reading order, so that nothing in it can ask for a file or an
 * address. Texts come in the language they are to be shown in.
 */
export type PdfDocument = {
  language: 'zh-CN' | 'en';
  title: string;
  subtitle?: string;
  /** When it was made: the instant for the file's properties, the words for the foot of each page. */
  made: { at: Date; line: string };
  landscape?: boolean;
  /** The colour of titles and headings as #rrggbb; the product's ink unless told. */
  accent?: string | undefined;
  blocks: PdfBlock[];
};

export type PdfFact = { label: string; value: string };
export type PdfColumn = {
  header: string;
  /** Share of the page's width beside the other columns; 1 unless told. */
  share?: number;
  align?: 'left' | 'right' | 'center';
};
/** A JPEG as `normalisePicture` makes it. */
export type PdfPicture = { jpeg: Uint8Array; caption?: string };

export type PdfBlock =
  | { kind: 'heading'; text: string }
  | { kind: 'paragraph'; text: string; quiet?: boolean }
  | { kind: 'facts'; facts: PdfFact[]; columns: 1 | 2 }
  | { kind: 'table'; columns: PdfColumn[]; rows: string[][]; whenEmpty?: string }
  | { kind: 'pictures'; pictures: PdfPicture[] }
  | { kind: 'qrCode'; text: string }
  | { kind: 'newPage' };

export function heading(text: string): PdfBlock {
  return { kind: 'heading', text };
}

/** A paragraph; `quiet` ones are small and grey, for notes. */
export function paragraph(text: string, { quiet = false } = {}): PdfBlock {
  return { kind: 'paragraph', text, quiet };
}

/** Labels with their values, side by side in one or two columns; what has no value shows a dash. */
export function facts(list: PdfFact[], columns: 1 | 2 = 2): PdfBlock {
  return { kind: 'facts', facts: list, columns };
}

/** A table whose header comes back on each page. Without rows it says `whenEmpty`, or that there are none. */
export function table(columns: PdfColumn[], rows: string[][], whenEmpty?: string): PdfBlock {
  return { kind: 'table', columns, rows, ...(whenEmpty && { whenEmpty }) };
}

/** Pictures side by side, each with the words below it. */
export function pictures(list: PdfPicture[]): PdfBlock {
  return { kind: 'pictures', pictures: list };
}

/** A QR code, large enough to be read from paper. */
export function qrCode(text: string): PdfBlock {
  return { kind: 'qrCode', text };
}

export function newPage(): PdfBlock {
  return { kind: 'newPage' };
}
