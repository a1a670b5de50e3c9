import type { Tx } from '../../../platform/platform.ts';
import { coloursOf } from '../view/current.ts';
import type { Holder } from './holder.ts';
import { holdColour } from './queries.ts';
import type { ColourNow } from './rules.ts';

/**
 * A person's colour, which nobody changes until the transaction ends: else a green code could be signed at the
 * moment at which the person turns yellow, and the list would not have it.
 */
export async function colourOf(
  tx: Tx,
  { facts: { enrolmentId } }: Pick<Holder, 'facts'>,
): Promise<ColourNow> {
  await holdColour(tx.db, enrolmentId);
  const codes = await coloursOf(tx.db, [enrolmentId], tx.now);
  const { colour = 'grey', staleAt = null } = codes.get(enrolmentId) ?? {};
  return { colour, ...(colour === 'green' && staleAt && { worseFrom: staleAt }) };
}
