import { UnreadableCode } from './problems.ts';

/** Base45 (RFC 9285): bytes in the characters that a QR code packs most densely. */
const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:';

const digits = new Int8Array(128).fill(-1);
for (let index = 0; index < alphabet.length; index += 1) digits[alphabet.charCodeAt(index)] = index;

export function toBase45(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 2) {
    const isPair = at + 1 < bytes.length;
    let value = isPair ? byteAt(bytes, at) * 256 + byteAt(bytes, at + 1) : byteAt(bytes, at);
    for (let count = isPair ? 3 : 2; count > 0; count -= 1) {
      text += alphabet.charAt(value % 45);
      value = Math.floor(value / 45);
    }
  }
  return text;
}

/** Throws `damaged` for what no bytes are written as. */
export function fromBase45(text: string): Uint8Array<ArrayBuffer> {
  if (text.length % 3 === 1) throw new UnreadableCode('damaged');
  const bytes = new Uint8Array(Math.floor(text.length / 3) * 2 + (text.length % 3 ? 1 : 0));
  let to = 0;
  for (let at = 0; at < text.length; at += 3) {
    const isPair = at + 2 < text.length;
    const value =
      digitAt(text, at) + digitAt(text, at + 1) * 45 + (isPair ? digitAt(text, at + 2) * 2025 : 0);
    if (value > (isPair ? 0xffff : 0xff)) throw new UnreadableCode('damaged');
    if (isPair) bytes[to++] = value >> 8;
    bytes[to++] = value & 0xff;
  }
  return bytes;
}

function digitAt(text: string, at: number): number {
  const digit = digits[text.charCodeAt(at)] ?? -1;
  if (digit < 0) throw new UnreadableCode('damaged');
  return digit;
}

const byteAt = (bytes: Uint8Array, at: number) => bytes[at] ?? 0;
