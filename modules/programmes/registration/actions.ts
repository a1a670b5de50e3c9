import { dayOf } from '../../../forms/days.ts';
import type { Day } from '../../../forms/definition.ts';
import type { Platform, Tx } from '../../../platform/platform.ts';
import { notFound, Problem } from '../../../platform/problems.ts';
import type { Registering } from '../../people/public.ts';
import { findPath } from '../../places/public.ts';
import { programmesProblems } from '../contract.ts';
import { enrolPeople } from '../enrolment/enrol.ts';
import type { Programme } from '../model.ts';

/** How people register for a programme. Throws `not_found` where they cannot, and `registration_closed` after it. */
export function registeringFor({ clock }: Platform, programme: Programme): Registering {
  const { signIn, zone, endsOn } = programme.definition;
  if (!signIn.registration) throw notFound();
  const today = dayOf(clock.now(), zone);
  if (today > endsOn) throw new Problem(programmesProblems.registration_closed);
  return {
    ...{ documents: signIn.registration.documents, today },
    enrol: (tx, person) => enrolNew(tx, programme, person, today),
  };
}

type Person = Parameters<Registering['enrol']>[1];

/** Whoever registers takes part in the first group, at the programme's own place. */
async function enrolNew(
  tx: Tx,
  programme: Programme,
  { name, identifiers }: Person,
  today: Day,
): Promise<{ personId: string | null; isNew: boolean }> {
  const { code, definition, placeId } = programme;
  const placePath = await findPath(tx.db, placeId);
  const usual = definition.attributes.flatMap((each) =>
    each.default === undefined ? [] : [[each.code, each.default] as const],
  );
  const [outcome] = await enrolPeople(tx, programme, [
    {
      ...{ name, identifiers, initial: null },
      group: definition.groups[0]?.code ?? '',
      organisation: { code, zh: '', en: '', placeId, placePath },
      attributes: Object.fromEntries(usual),
      // Nobody has missed what was due before.
      startsOn: today > definition.startsOn ? today : definition.startsOn,
      endsOn: null,
    },
  ]);
  if (!outcome || outcome.state === 'refused') return { personId: null, isNew: false };
  return { personId: outcome.personId, isNew: outcome.state === 'fresh' };
}
