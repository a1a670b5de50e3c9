import type { Day } from '../../../forms/definition.ts';
import type { ProgrammeContent } from '../../../forms/programme.ts';
import { movedTo } from '../../../forms/template.ts';
import type { Tx } from '../../../platform/platform.ts';
import { mapConstraintErrors, Problem } from '../../../platform/problems.ts';
import { addRealm, staffRealm } from '../../people/public.ts';
import { addPlace } from '../../places/public.ts';
import { programmesProblems } from '../contract.ts';
import type { Programme } from '../model.ts';
import type { Origin } from '../offers/rules.ts';
import { loadProgramme } from './cache.ts';
import { requireDays } from './days.ts';
import { checkPublishable, realmOf, writeVersion } from './publish.ts';
import { findProgrammeByCode, insertProgramme } from './queries.ts';

export type NewProgramme = {
  /** What it consists of; days that it names outright move along with its start. */
  content: ProgrammeContent;
  /** The template that it is made from, which offers later what is mended in it. */
  origin?: Origin;
  /** Used in URLs; unique in the installation. */
  code: string;
  /** The place that runs it: one that exists, or a new one below another. */
  place: { id: number } | { parentId: number | null; code: string; zh: string; en: string };
  startsOn: Day;
  endsOn: Day;
};

/**
 * Writes a programme into rows of its own, which nothing that happens to its template later changes.
 * Asks nobody: for composition, set-up and the action that did ask. Throws `template_invalid`,
 * `code_taken`, or field problems at `startsOn` and `endsOn`.
 */
export async function createProgramme(tx: Tx, wanted: NewProgramme): Promise<Programme> {
  requireDays(wanted);
  const { code, startsOn, endsOn } = wanted;
  const content = { ...movedTo(wanted.content, startsOn, endsOn), code };
  checkPublishable(content);
  const placeId = await placeOf(tx, wanted.place);
  // A realm of that code would be changed, not refused: staff sign in through one, too.
  if (code === staffRealm || (await findProgrammeByCode(tx.db, code))) {
    throw codeTaken();
  }
  await addRealm(tx, realmOf(code, content));
  const row = {
    ...{ code, realm: code, place_id: placeId, created_at: tx.now },
    ...(wanted.origin && {
      template: wanted.origin.template,
      template_without: wanted.origin.without,
    }),
  };
  const { id } = await mapConstraintErrors({ programmes_code_key: codeTaken }, () =>
    insertProgramme(tx.db, row),
  );
  await writeVersion(tx, { id, version: 1 }, content);
  return loadProgramme(tx.db, id, 1);
}

const codeTaken = () =>
  new Problem(programmesProblems.code_taken, { fields: [{ path: 'code', code: 'code_taken' }] });

async function placeOf(tx: Tx, place: NewProgramme['place']): Promise<number> {
  if ('id' in place) return place.id;
  return (await addPlace(tx, { ...place, kind: 'organisation' })).id;
}
