import { readShown } from '../../../credential/presentation.ts';
import { batched } from '../../../platform/batch.ts';
import type { BodyOf } from '../../../platform/contract.ts';
import { type Platform, perPlatform } from '../../../platform/platform.ts';
import type { UnverifiedSession } from '../../../platform/scope.ts';
import { verifyIssued } from '../../codes/public.ts';
import { noteUse } from '../../people/public.ts';
import { programmeAt } from '../../programmes/public.ts';
import type { screening } from '../contract.ts';
import { isActive, isMadeNow, isTemperature, timeProblem } from '../rules.ts';
import type { Admitted } from './admit.ts';
import { type Asking, type Known, listKnown } from './queries-plain.ts';
import { bytesOf } from './showing.ts';

/**
 * A plain check, as nearly all are: made now, of a good code, by somebody who works there. Checks of the same moment are
 * looked up by one statement, sessions included. Null for any other, which takes the longer way and is told what is wrong.
 */
export async function admitPlain(
  platform: Platform,
  session: UnverifiedSession,
  { way, siteId, temperature, checkedAt }: BodyOf<typeof screening.check>,
  now: Date,
): Promise<Admitted | null> {
  const at = new Date(checkedAt);
  if (!('code' in way) || timeProblem(at, now) || !isMadeNow(at, now)) return null;
  const shown = isTemperature(temperature) ? readShown(way.code) : null;
  if (!shown) return null;
  const { reference } = shown;
  const { row } = await lookUp(platform)({ session, siteId, reference });
  if (!row || !isActive(row)) return null;
  const programme = await programmeAt(platform, row.programmeId, row.programmeVersion);
  if (!programme.definition.colours) return null;
  // What a stranger sends costs no signature.
  const verified = await verifyIssued(platform, way.code, row, {
    at,
    programmes: [programme.code],
  });
  if (verified.problem || !verified.owner) return null;
  if (row.staleSession !== null && row.sessionSince !== null) {
    noteUse(platform)({ id: row.staleSession, app: session.app, created_at: row.sessionSince });
  }
  const { scannerId, enrolmentId } = row;
  return {
    ...{ scannerId, way: 'code', enrolmentId, programme },
    ...{ conflict: null, isLate: false, showing: bytesOf(shown) },
  };
}

const lookUp = perPlatform((platform) =>
  batched<Asking, { row: Known | undefined }>({
    run: async (asking) =>
      (await listKnown(platform.db, asking, platform.clock.now())).map((row) => ({ row })),
    maxItems: 256,
    maxInFlight: 2,
  }),
);
