import type { CodeColour } from '../../../forms/colours.ts';
import type { Text } from '../../../forms/definition.ts';
import type { Db } from '../../../platform/database.ts';
import type { Programme } from '../../programmes/public.ts';
import { coloursOf } from './current.ts';
import { toldColour } from './words.ts';

/** What a code shows at a moment: its colour with the words of its rule, and since when. */
export type Shown = { colour: CodeColour; label: Text; since: string | null };

/** What the codes of these enrolments show, in one go for a whole list; none where the programme has no codes. */
export async function shownOf(
  db: Db,
  { definition: { colours } }: Programme,
  enrolmentIds: number[],
  now: Date,
): Promise<Map<number, Shown>> {
  const shown = new Map<number, Shown>();
  if (!colours) return shown;
  for (const [id, code] of await coloursOf(db, enrolmentIds, now)) {
    const { colour, label } = toldColour(colours, code);
    shown.set(id, { colour, label, since: code.since?.toISOString() ?? null });
  }
  return shown;
}
