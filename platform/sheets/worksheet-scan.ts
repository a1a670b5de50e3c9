import type { MergedRange } from './cells.ts';
import { Stop } from './stop.ts';

/** What a glance at a worksheet's XML tells without parsing it. */
export type Glance = { hasContent: boolean; merges: MergedRange[] };

const content = /<(?:\w+:)?[vt](?:\s[^>]*)?>[^<]/;
const mergeCell =
  /<(?:\w+:)?mergeCell\s[^>]*?ref\s*=\s*["']([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})["']/g;
/** No tag that matters here is longer: of what stays open beyond it only the end is kept. */
const longestTag = 1_024;

/**
 * Looks for content and merged cells while a worksheet's bytes pass by. Merged cells stand behind
 * all rows, so that whoever reads row by row would learn of them too late.
 */
export function worksheetScan(maxMerges: number): { read(chunk: Buffer): void; glance: Glance } {
  const glance: Glance = { hasContent: false, merges: [] };
  let rest = '';
  const read = (chunk: Buffer): void => {
    // What matters here is ASCII; latin1 costs least and never fails in the middle of a character.
    const text = rest + chunk.toString('latin1');
    const lastTag = Math.max(text.lastIndexOf('<'), 0);
    const complete = text.slice(0, lastTag);
    rest = text.slice(Math.max(lastTag, text.length - longestTag));
    if (!glance.hasContent) glance.hasContent = content.test(text);
    if (!complete.includes('mergeCell')) return;
    for (const match of complete.matchAll(mergeCell)) {
      if (glance.merges.length >= maxMerges) {
        throw new Stop('sheet_too_many_merges', { max: maxMerges });
      }
      glance.merges.push(rangeOf(match));
    }
  };
  return { read, glance };
}

function rangeOf([, fromColumn = '', fromRow, toColumn = '', toRow]: RegExpMatchArray) {
  const columns = [columnNumber(fromColumn), columnNumber(toColumn)];
  const rows = [Number(fromRow), Number(toRow)];
  return {
    range: `${fromColumn}${fromRow}:${toColumn}${toRow}`,
    firstRow: Math.min(...rows),
    lastRow: Math.max(...rows),
    firstColumn: Math.min(...columns),
    lastColumn: Math.max(...columns),
  };
}

/** `A` is 1, `AA` is 27. */
function columnNumber(letters: string): number {
  let number = 0;
  for (const letter of letters) number = number * 26 + letter.charCodeAt(0) - 64;
  return number;
}
