import type { ProgrammeContent } from '../../forms/programme.ts';
import { rookery } from '../../forms/testing/rookery.ts';
import { coloursOf } from '../../modules/codes/public.ts';
import { createProgramme, type Programme } from '../../modules/programmes/public.ts';
import { type Cast, gather, type Participant, weighInDays } from './cast.ts';
import { type Kit, type KitParts, startKit } from './kit.ts';

/** A kit of its own with the cast and the invented programme of health codes, run by the same station. */
export async function startRookeryKit(
  given?: KitParts,
  content: ProgrammeContent = rookery,
): Promise<{ kit: Kit; cast: Cast; programme: Programme }> {
  const kit = await startKit(given);
  const cast = await gather(kit);
  const programme = await kit.platform.transaction(null, (tx) =>
    createProgramme(tx, {
      content,
      code: 'rookery',
      place: { id: cast.places.station.id },
      ...weighInDays,
    }),
  );
  return { kit, cast, programme };
}

/** What the ledger of a person says: from which colour to which, and why. */
export async function ledgerOf(kit: Kit, { enrolmentId }: Participant): Promise<string[]> {
  const { rows } = await kit.database.pool.query<{ content: string }>(
    'select content from code_ledger where enrolment_id = $1 order by number',
    [enrolmentId],
  );
  return rows.map(({ content }) => {
    const { from, colour, why } = JSON.parse(content);
    return `${from}>${colour} ${why}`;
  });
}

export async function colourOf(
  kit: Kit,
  { enrolmentId }: Participant,
): Promise<string | undefined> {
  const codes = await coloursOf(kit.platform.db, [enrolmentId], kit.clock.now());
  return codes.get(enrolmentId)?.colour;
}
