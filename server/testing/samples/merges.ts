import { programmes } from '../../../modules/programmes/contract.ts';
import { enrol } from '../cast.ts';
import { type Context, reaches } from './context.ts';

/** What the routes are tried with that merge two records: each time two of their own, in the north. */
export async function addMerges(context: Context) {
  const { kit, cast, programme, add } = context;
  const { part, unit } = reaches(context);
  const { id } = programme;
  const params = { id };
  const pair = async () => {
    const [one, other] = [await enrol(kit, programme), await enrol(kit, programme)];
    return { oneId: one.enrolmentId, otherId: other.enrolmentId };
  };
  const otto = await kit.as(cast.otto);
  const merging = async () => {
    const { oneId: mergedId, otherId: survivorId } = await pair();
    const { rows } = await kit.database.pool.query<{ id: number; updated_at: Date }>(
      'select id::int, updated_at from enrolments where id = any($1)',
      [[mergedId, survivorId]],
    );
    const revisionOf = (of: number) =>
      rows.find((each) => each.id === of)?.updated_at.toISOString() ?? '';
    const revisions = { survivor: revisionOf(survivorId), merged: revisionOf(mergedId) };
    return { survivorId, mergedId, revisions, reason: 'One person' };
  };
  add(programmes.likelyPairs, part, { params, body: {} });
  add(programmes.dismissedPairs, part, { params, query: {} });
  add(programmes.dismissPair, unit, async () => ({ params, body: await pair() }));
  add(programmes.restorePair, unit, async () => ({ params, body: await pair() }));
  add(programmes.comparePair, unit, async () => ({ params: { id, ...(await pair()) } }));
  add(programmes.mergePair, unit, async () => ({ params, body: await merging() }));
  add(programmes.merges, part, { params, query: {} });
  add(programmes.mergesOf, part, async () => ({
    params: { id, enrolmentId: (await pair()).oneId },
  }));
  add(programmes.undoMerge, unit, async () => {
    const merge = await otto.get(programmes.mergePair, { params, body: await merging() });
    return { params: { id, mergeId: merge.id }, body: { reason: 'Two people' } };
  });
}
