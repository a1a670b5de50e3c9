import type { Group } from '../../../forms/programme.ts';
import type { Tx } from '../../../platform/platform.ts';
import { invalid } from '../../../platform/problems.ts';
import { countByGroup } from '../enrolment/queries.ts';
import { hasOpenImport } from '../imports/queries.ts';
import type { Programme } from '../model.ts';

/**
 * Throws a mistake at `path` where people are in a group that is no more among these, or where a roster that may name
 * it is open: rosters are read by the version of the programme that they were checked with.
 */
export async function requireEmpty(
  tx: Tx,
  { id, definition }: Programme,
  groups: readonly Pick<Group, 'code'>[],
  path: string,
): Promise<void> {
  const kept = new Set(groups.map(({ code }) => code));
  const removed = definition.groups.filter(({ code }) => !kept.has(code));
  if (removed.length === 0) return;
  const people = await countByGroup(tx.db, id);
  const full = removed.find(({ code }) => (people.get(code) ?? 0) > 0);
  if (full) {
    const { code, name } = full;
    const params = { group: name.zh, groupEn: name.en, count: people.get(code) ?? 0 };
    throw invalid({ path, code: 'group_in_use', params });
  }
  if (await hasOpenImport(tx.db, id)) throw invalid({ path, code: 'group_awaited' });
}
