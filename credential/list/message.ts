import { asBytes, asNumber, asText, type Bytes, listFromCbor, toCbor } from '../cbor.ts';
import { sign } from '../cose.ts';
import type { Credential, IssuingKey } from '../credential.ts';
import { type Keyring, openSigned } from '../keyring.ts';
import { UnreadableCode } from '../problems.ts';
import { fromRice, riceBits, toRice } from './rice.ts';

/**
 * The list of credentials that say something better than is true by now. Credentials that expire in the same hour
 * stand together, so that a scanner forgets an hour's when it is over, without being told.
 */
export type Listed = Pick<Credential, 'reference' | 'expires'>;

/** Some of an hour: the first `width` bits of each reference, sorted. Two of them may be alike. */
export type Group = { hour: number; width: number; values: number[] };

export type Version = { number: number; mark: Bytes };

export type ListMessage = {
  /** The state that it changes; absent where it is a whole state by itself. */
  from?: Version;
  to: Version;
  /** When this was so; seconds since 1970. */
  at: number;
  /** By programme: credentials of an older version were recalled. */
  smallestVersions: SmallestVersions;
  /** How many are listed then, of hours that are not over: whoever counts otherwise has lost something. */
  total: number;
  added: Group[];
  removed: Group[];
};

/** Where a programme is not named, nothing was recalled. */
export type SmallestVersions = ReadonlyMap<string, number>;

export const markLength = 8;

/** Bits by which one is known that was listed since the last whole state: no other is taken for it. */
export const exactWidth = 48;

/** In a whole state one in 2 ** 14 others is taken for listed: fewer than one in 10,000. */
const spareBits = 14;

export const hourOf = ({ expires }: Pick<Credential, 'expires'>): number =>
  Math.floor(expires / 3600);

/** Whether all of an hour have expired. */
export const isOver = (hour: number, now: number): boolean => (hour + 1) * 3600 <= now;

/** The first bits of a reference as a number. */
export function bitsOf({ reference }: Pick<Credential, 'reference'>, width: number): number {
  let value = 0;
  for (let at = 0; at < exactWidth / 8; at += 1) value = value * 256 + (reference[at] ?? 0);
  return Math.floor(value / 2 ** (exactWidth - width));
}

/** Groups for a whole state, as short as may be. */
export const wholeGroups = (listed: Iterable<Listed>): Group[] =>
  grouped(listed, (count) => spareBits + Math.ceil(Math.log2(count)));

/** Groups for a difference. */
export const exactGroups = (listed: Iterable<Listed>): Group[] => grouped(listed, () => exactWidth);

function grouped(listed: Iterable<Listed>, widthFor: (count: number) => number): Group[] {
  const hours = Map.groupBy(listed, hourOf);
  return [...hours]
    .sort(([a], [b]) => a - b)
    .map(([hour, those]) => {
      const width = Math.min(exactWidth, widthFor(those.length));
      return {
        hour,
        width,
        values: those.map((each) => bitsOf(each, width)).sort((a, b) => a - b),
      };
    });
}

const layout = 1;
const mostListed = 0xffffffff;

export function signList(message: ListMessage, key: IssuingKey): Promise<Bytes> {
  const { from, to, at, smallestVersions, total, added, removed } = message;
  const payload = toCbor([
    layout,
    from ? versionItem(from) : [],
    versionItem(to),
    at,
    [...smallestVersions],
    total,
    added.map(groupItem),
    removed.map(groupItem),
  ]);
  return sign('list', payload, key);
}

const versionItem = ({ number, mark }: Version) => [number, mark];

function groupItem({ hour, width, values }: Group): unknown[] {
  const bits = riceBits(width, values.length);
  return [hour, width, bits, values.length, toRice(values, bits)];
}

/** Throws `damaged`, `unknown_key` or `forged_credential`. */
export async function openList(bytes: Uint8Array, keyring: Keyring): Promise<ListMessage> {
  const { payload } = await openSigned('list', bytes, keyring);
  const [begin, from, to, at, smallest, total, added, removed] = listFromCbor(payload, 8);
  if (begin !== layout) throw new UnreadableCode('damaged');
  return {
    ...(asList(from).length > 0 && { from: parseVersion(from) }),
    to: parseVersion(to),
    at: asNumber(at, 0, mostListed),
    smallestVersions: new Map(asList(smallest).map(parseSmallest)),
    total: asNumber(total, 0, mostListed),
    added: asList(added).map(parseGroup),
    removed: asList(removed).map(parseGroup),
  };
}

function asList(value: unknown, length?: number): unknown[] {
  if (!Array.isArray(value)) throw new UnreadableCode('damaged');
  if (length !== undefined && value.length !== length) throw new UnreadableCode('damaged');
  return value;
}

function parseSmallest(item: unknown): [string, number] {
  const [programme, version] = asList(item, 2);
  return [asText(programme), asNumber(version, 0, mostListed)];
}

function parseVersion(item: unknown): Version {
  const [number, mark] = asList(item, 2);
  return { number: asNumber(number, 1, mostListed), mark: asBytes(mark, markLength) };
}

function parseGroup(item: unknown): Group {
  const [hour, width, bits, count, bytes] = asList(item, 5);
  const values = fromRice(
    asBytes(bytes),
    asNumber(count, 0, mostListed),
    asNumber(bits, 0, exactWidth),
  );
  return { hour: asNumber(hour, 0, mostListed), width: asNumber(width, 0, exactWidth), values };
}
