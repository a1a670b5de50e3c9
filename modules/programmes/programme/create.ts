import { addDays, daysBetween, isDay } from '../../../forms/days.ts';
import type { Day } from '../../../forms/definition.ts';
import type { DayEdge } from '../../../forms/policy.ts';
import type { ProgrammeForm, ProgrammeTemplate } from '../../../forms/programme.ts';
import type { Tx } from '../../../platform/platform.ts';
import { invalid, mapConstraintErrors, Problem } from '../../../platform/problems.ts';
import { addRealm, staffRealm } from '../../people/public.ts';
import { addPlace } from '../../places/public.ts';
import { programmesProblems } from '../contract.ts';
import type { Programme } from '../model.ts';
import { loadProgramme } from './cache.ts';
import { checkPublishable, realmOf, writeVersion } from './publish.ts';
import { findProgrammeByCode, insertProgramme } from './queries.ts';

export type NewProgramme = {
  template: ProgrammeTemplate;
  /** Stands in addresses; unique in the installation. */
  code: string;
  /** The place that runs it: one that exists, or a new one below another. */
  place: { id: number } | { parentId: number | null; code: string; zh: string; en: string };
  startsOn: Day;
  endsOn: Day;
};

/**
 * Copies a template into rows of its own, which nothing that happens to the template later changes.
 * Asks nobody: for composition, set-up and the action that did ask. Throws `template_invalid`,
 * `code_taken`, or field problems at `startsOn` and `endsOn`.
 */
export async function createProgramme(tx: Tx, wanted: NewProgramme): Promise<Programme> {
  for (const path of ['startsOn', 'endsOn'] as const) {
    if (!isDay(wanted[path])) throw invalid({ path, code: 'not_a_date' });
  }
  if (wanted.endsOn < wanted.startsOn) throw invalid({ path: 'endsOn', code: 'ends_before_start' });
  const template = moved(wanted);
  checkPublishable(template);
  const placeId = await placeOf(tx, wanted.place);
  // A realm of that code would be changed, not refused: staff sign in through one, too.
  if (wanted.code === staffRealm || (await findProgrammeByCode(tx.db, wanted.code))) {
    throw codeTaken();
  }
  await addRealm(tx, realmOf(wanted.code, template));
  const row = { code: wanted.code, realm: wanted.code, place_id: placeId, created_at: tx.now };
  const { id } = await mapConstraintErrors({ programmes_code_key: codeTaken }, () =>
    insertProgramme(tx.db, row),
  );
  await writeVersion(tx, { id, version: 1 }, template);
  return loadProgramme(tx.db, id, 1);
}

const codeTaken = () =>
  new Problem(programmesProblems.code_taken, { fields: [{ path: 'code', code: 'code_taken' }] });

async function placeOf(tx: Tx, place: NewProgramme['place']): Promise<number> {
  if ('id' in place) return place.id;
  return (await addPlace(tx, { ...place, kind: 'organisation' })).id;
}

/** The template under its new code and on its new days; days named outright move along with the start. */
function moved({ template, code, startsOn, endsOn }: NewProgramme): ProgrammeTemplate {
  const by = daysBetween(template.startsOn, startsOn);
  const edge = (at: DayEdge): DayEdge => {
    if ('on' in at) return { on: addDays(at.on, by) };
    return 'otherwise' in at && at.otherwise ? { ...at, otherwise: edge(at.otherwise) } : at;
  };
  const form = (each: ProgrammeForm): ProgrammeForm => {
    const { window } = each.policy;
    if (!window) return each;
    return {
      ...each,
      policy: { ...each.policy, window: { from: edge(window.from), to: edge(window.to) } },
    };
  };
  return {
    ...template,
    code,
    startsOn,
    endsOn,
    days: template.days.map((rule) => ({ ...rule, from: edge(rule.from), to: edge(rule.to) })),
    forms: template.forms.map(form),
  };
}
