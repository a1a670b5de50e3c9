import { isDeepStrictEqual } from 'node:util';
import type { ColourRules } from '../../../forms/colours.ts';
import type { Platform } from '../../../platform/platform.ts';
import type { PlaceScope } from '../../../platform/scope.ts';
import { staleAt, timelineOf } from '../evaluate/standing.ts';
import type { Content, Standing } from '../tables.ts';
import { type ChainEntry, checkChain, type Flaw } from './chain.ts';
import { type LedgerHead, listEntries, listHeads, listRules, listVanished } from './queries.ts';

/** What can be wrong with a ledger beside its chain: another colour is shown than it says, or it is gone. */
export type LedgerFlaw =
  | Flaw
  | { enrolmentId: number; number: number; kind: 'differs' | 'vanished' };

export type Verified = {
  people: number;
  entries: number;
  /** Entries whose content was forgotten: their place in the chain is checked. */
  forgotten: number;
  flaws: LedgerFlaw[];
  /** Whom to go on after; null at the end. */
  next: number | null;
};

/** People who are looked at together. */
const atOnce = 500;

/** Checks the ledgers of the next people; all as they are at one moment, though reports go on. */
export async function verifyLedgers(
  { db, keys }: Pick<Platform, 'db' | 'keys'>,
  scope: PlaceScope,
  after: number,
): Promise<Verified> {
  return db
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute(async (tx) => {
      const heads = await listHeads(tx, scope, { after, limit: atOnce });
      const ids = heads.map(({ enrolmentId }) => enrolmentId);
      const entries = await listEntries(tx, ids);
      const byPerson = Map.groupBy(entries, ({ enrolmentId }) => enrolmentId);
      const rules = new Map(
        (await listRules(tx, heads)).map((each) => [versionOf(each), each.colours]),
      );
      const flaws: LedgerFlaw[] = heads.flatMap((head) => {
        const own = byPerson.get(head.enrolmentId) ?? [];
        const colours = rules.get(versionOf(head)) ?? null;
        return [...checkChain(keys, head, own), ...checkShown(head, own, colours)];
      });
      const isLast = heads.length < atOnce;
      if (isLast) {
        const vanished = await listVanished(tx, scope);
        const kind = 'vanished' as const;
        flaws.push(...vanished.map((enrolmentId) => ({ enrolmentId, number: 0, kind })));
      }
      return {
        people: heads.length,
        entries: entries.length,
        forgotten: entries.filter(({ content }) => content === null).length,
        flaws,
        next: isLast ? null : (ids.at(-1) ?? null),
      };
    });
}

const versionOf = ({ programmeId, version }: { programmeId: number; version: number }) =>
  `${programmeId}/${version}`;

/**
 * The colour that is shown is the one that the newest entry tells, whose content is never forgotten; and what is shown
 * later if nothing happens follows from it by the rules.
 */
function checkShown(
  head: LedgerHead,
  entries: ChainEntry[],
  colours: ColourRules | null,
): LedgerFlaw[] {
  const { enrolmentId, last, timeline } = head;
  const newest = entries.at(-1);
  if (!newest) return [];
  const differs: LedgerFlaw[] = [{ enrolmentId, number: newest.number, kind: 'differs' }];
  if (!newest.content || !colours || !follows(head, colours)) return differs;
  const { colour, reason }: Content = parse(newest.content);
  const says = (standing: Standing | undefined) =>
    standing?.colour === colour && isDeepStrictEqual(standing.reason, reason);
  if (says(last) && says(timeline[0])) return [];
  return differs;
}

function follows(
  { facts, reportedAt, staleAt: until, evaluatedAt, timeline }: LedgerHead,
  colours: ColourRules,
): boolean {
  const known = { ...facts, reportedAt: reportedAt?.toISOString() ?? null };
  return (
    isDeepStrictEqual(timelineOf(colours, known, evaluatedAt.toISOString()), timeline) &&
    staleAt(colours, known) === (until?.toISOString() ?? null)
  );
}

/** What was changed need not be JSON any more; that it was changed is told already. */
function parse(content: string): Content {
  try {
    return JSON.parse(content);
  } catch {
    return {} as Content;
  }
}
