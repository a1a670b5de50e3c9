import { expect, it } from 'vitest';
import { newKeySet, openKeys } from '../../../platform/crypto.ts';
import { type ChainEntry, checkChain, type Head, nextEntry, noHash, sealOf } from './chain.ts';

const keys = openKeys(newKeySet());
const now = new Date('2022-01-20T04:00:00.000Z');

function ledger(...contents: string[]): { head: Head; entries: ChainEntry[] } {
  const entries: ChainEntry[] = [];
  let head = { enrolmentId: 7, entries: 0, hash: noHash };
  for (const content of contents) {
    const entry = nextEntry(head, content, now);
    entries.push(entry);
    head = { enrolmentId: 7, entries: entry.number, hash: entry.hash };
  }
  return { head: { ...head, seal: sealOf(keys, head) }, entries };
}

const flawsOf = (head: Head, entries: ChainEntry[]) =>
  checkChain(keys, head, entries).map(({ number, kind }) => `${number} ${kind}`);

it('is whole as it was written, empty and with forgotten contents', () => {
  const { head, entries } = ledger('a', 'b', 'c');
  expect(flawsOf(head, entries)).toEqual([]);
  const [first, ...rest] = entries as [ChainEntry];
  expect(flawsOf(head, [{ ...first, salt: null, content: null }, ...rest])).toEqual([]);
  expect(flawsOf(ledger().head, [])).toEqual([]);
});

it('gives equal contents commitments that do not tell so', () => {
  const [one, other] = ledger('a', 'a').entries as [ChainEntry, ChainEntry];
  expect(one.commitment.equals(other.commitment)).toBe(false);
});

it('shows what was changed, moved, removed, cut off or added', () => {
  const { head, entries } = ledger('a', 'b', 'c');
  const [one, two, three] = entries as [ChainEntry, ChainEntry, ChainEntry];
  expect(flawsOf(head, [one, { ...two, content: 'B' }, three])).toEqual(['2 changed']);
  const moved = { ...two, recordedAt: new Date(0) };
  expect(flawsOf(head, [one, moved, three])).toEqual(['2 broken']);
  const swapped = [
    { ...two, number: 1 },
    { ...one, number: 2 },
  ];
  expect(flawsOf(head, [...swapped, three])).toContain('1 broken');
  expect(flawsOf(head, [one, three])).toEqual(['2 missing']);
  expect(flawsOf(head, [one, two])).toEqual(['3 missing']);
  expect(flawsOf({ ...head, entries: 2, hash: two.hash }, [one, two])).toEqual(['2 unsealed']);
  const more = nextEntry(head, 'd', now);
  expect(flawsOf(head, [...entries, more])).toEqual(['3 unsealed']);
});

it('shows a chain that was made anew by whoever does not have the key', () => {
  const { entries, head } = ledger('a', 'B', 'c');
  const forged = { ...head, seal: ledger('a', 'b', 'c').head.seal };
  expect(flawsOf(forged, entries)).toEqual(['3 unsealed']);
});
