import { decode, encode } from 'cborg';
import { UnreadableCode } from './problems.ts';

/** CBOR, of which only what our own messages consist of is taken: whole numbers, texts, bytes, lists. */

export type Bytes = Uint8Array<ArrayBuffer>;

export function toCbor(value: unknown): Bytes {
  return new Uint8Array(encode(value));
}

/** A list of exactly so many items. Throws `damaged` for anything else. */
export function listFromCbor(bytes: Uint8Array, length: number): unknown[] {
  let value: unknown;
  try {
    value = decode(bytes, {
      strict: true,
      useMaps: true,
      allowIndefinite: false,
      allowUndefined: false,
      allowInfinity: false,
      allowNaN: false,
      allowBigInt: false,
      rejectDuplicateMapKeys: true,
    });
  } catch {
    throw new UnreadableCode('damaged');
  }
  if (!Array.isArray(value) || value.length !== length) throw new UnreadableCode('damaged');
  return value;
}

export function asBytes(value: unknown, length?: number): Bytes {
  if (!(value instanceof Uint8Array)) throw new UnreadableCode('damaged');
  if (length !== undefined && value.length !== length) throw new UnreadableCode('damaged');
  return new Uint8Array(value);
}

export function asText(value: unknown): string {
  if (typeof value !== 'string') throw new UnreadableCode('damaged');
  return value;
}

/** A whole number from `least` to `most`. */
export function asNumber(value: unknown, least: number, most: number): number {
  if (!Number.isSafeInteger(value)) throw new UnreadableCode('damaged');
  const number = value as number;
  if (number < least || number > most) throw new UnreadableCode('damaged');
  return number;
}
