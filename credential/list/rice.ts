import type { Bytes } from '../cbor.ts';
import { UnreadableCode } from '../problems.ts';

/**
 * Golomb-Rice coding of sorted numbers: of each only the distance to the one before is written, its upper part in
 * unary, its lowest bits as they are. For random numbers that is close to the least that is possible.
 */

/** The number of lowest bits that suits so many random numbers below `2 ** width`. */
export function riceBits(width: number, count: number): number {
  return Math.max(0, Math.floor(Math.log2((0.69 * 2 ** width) / Math.max(1, count))) || 0);
}

/** `sorted` may hold a number several times. */
export function toRice(sorted: readonly number[], bits: number): Bytes {
  const bytes: number[] = [];
  let byte = 0;
  let filled = 0;
  const write = (bit: number) => {
    byte = byte * 2 + bit;
    filled += 1;
    if (filled < 8) return;
    bytes.push(byte);
    byte = 0;
    filled = 0;
  };
  let before = 0;
  for (const value of sorted) {
    const distance = value - before;
    before = value;
    for (let rest = Math.floor(distance / 2 ** bits); rest > 0; rest -= 1) write(1);
    write(0);
    for (let at = bits - 1; at >= 0; at -= 1) write(Math.floor(distance / 2 ** at) % 2);
  }
  while (filled > 0) write(0);
  return Uint8Array.from(bytes);
}

/** Throws `damaged` where the bytes do not hold so many numbers; never reads further than they go. */
export function fromRice(bytes: Uint8Array, count: number, bits: number): number[] {
  const length = bytes.length * 8;
  if (count * (bits + 1) > length) throw new UnreadableCode('damaged');
  let at = 0;
  const read = () => {
    if (at >= length) throw new UnreadableCode('damaged');
    const bit = ((bytes[at >> 3] ?? 0) >> (7 - (at & 7))) & 1;
    at += 1;
    return bit;
  };
  const values: number[] = [];
  let before = 0;
  for (let index = 0; index < count; index += 1) {
    let distance = 0;
    while (read() === 1) distance += 1;
    for (let rest = bits; rest > 0; rest -= 1) distance = distance * 2 + read();
    before += distance;
    values.push(before);
  }
  return values;
}
