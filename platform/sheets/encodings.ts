import type { Encoding } from './source.ts';
import { Stop } from './stop.ts';

/**
 * Which encoding a text is in. Marks at its beginning and UTF-8 tell for certain; of the two that Chinese
 * offices use beside it, the one in which it reads as ordinary text is taken. Whoever knows better
 * chooses: `windows-1252` takes any bytes, and is found by nobody.
 */
export function decode(bytes: Uint8Array, chosen?: Encoding): { text: string; encoding: Encoding } {
  const wide = wideEncoding(bytes);
  if (chosen === 'utf-16' || (!chosen && wide)) {
    return { text: strictly(wide ?? 'utf-16le', bytes), encoding: 'utf-16' };
  }
  // What no text holds: another kind of file, which the others might well "read".
  if (bytes.includes(0)) throw new Stop('sheet_not_readable');
  if (chosen) return { text: strictly(chosen, bytes), encoding: chosen };
  const marked = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  const encoding = marked || isUtf8(bytes) ? 'utf-8' : likelier(bytes);
  return { text: strictly(encoding, bytes), encoding };
}

/** Enough characters to tell whether each takes two bytes. */
const lookedWide = 4_000;

/** Two bytes for each character: by its mark, else by the commas, figures and ends of lines, whose first byte is nought. */
function wideEncoding(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  if (bytes.length % 2 === 1) return null;
  const noughts = [0, 0];
  const end = Math.min(bytes.length, lookedWide * 2);
  for (let at = 0; at < end; at += 1)
    if (bytes[at] === 0) noughts[at % 2] = (noughts[at % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = noughts;
  const enough = end / 20;
  if (odd > enough && even === 0) return 'utf-16le';
  return even > enough && odd === 0 ? 'utf-16be' : null;
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

function strictly(encoding: string, bytes: Uint8Array): string {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    throw new Stop('sheet_encoding');
  }
}

/** Enough of a text to tell; a whole roster tells nothing more. */
const looked = 200_000;

/**
 * Both encodings keep the characters of everyday use in a part of their own, where ordinary text lies
 * nearly always and text of the other one about every second time.
 */
function likelier(bytes: Uint8Array): Encoding {
  let [gb, big5, pairs] = [0, 0, 0];
  const end = Math.min(bytes.length - 1, looked);
  for (let at = 0; at < end; at += 1) {
    const lead = bytes[at] ?? 0;
    if (lead < 0x81) continue;
    const trail = bytes[at + 1] ?? 0;
    pairs += 1;
    at += 1;
    if (isEverydayGb(lead, trail)) gb += 1;
    if (isEverydayBig5(lead, trail)) big5 += 1;
    // Bytes of four, which only GB18030 has.
    if (trail >= 0x30 && trail <= 0x39) at += 2;
  }
  const seems: Encoding = big5 > gb ? 'big5' : 'gb18030';
  return seems === 'big5' && pairs > 0 && fits('big5', bytes) ? 'big5' : 'gb18030';
}

/** 3,755 characters of everyday use, and punctuation. */
function isEverydayGb(lead: number, trail: number): boolean {
  return ((lead >= 0xb0 && lead <= 0xd7) || lead === 0xa3 || lead === 0xa1) && trail >= 0xa1;
}

/** 5,401 characters of everyday use, and punctuation. */
function isEverydayBig5(lead: number, trail: number): boolean {
  const hasTrail = (trail >= 0x40 && trail <= 0x7e) || trail >= 0xa1;
  return lead >= 0xa1 && lead <= 0xc6 && hasTrail;
}

function fits(encoding: string, bytes: Uint8Array): boolean {
  try {
    strictly(encoding, bytes);
    return true;
  } catch {
    return false;
  }
}
