import { participantApps } from '../../../forms/programme.ts';
import { alsoForWards, type Route, route, signedIn } from '../../../platform/routes.ts';
import { codes } from '../contract.ts';
import { verifyLedgers } from '../ledger/verify.ts';
import { currentOf, historyOf } from './history.ts';
import { ownEnrolment } from './own-enrolment.ts';
import { viewCode } from './person.ts';
import { listProgrammeCodes } from './queries-person.ts';

const participantOrCarer = alsoForWards(signedIn(...participantApps));

export const viewRoutes: Route[] = [
  route(codes.mine, participantOrCarer, async ({ platform, self }) =>
    currentOf(platform, await ownEnrolment(platform, self)),
  ),
  route(codes.history, participantOrCarer, async ({ platform, self, query }) => {
    const { enrolmentId } = await ownEnrolment(platform, self);
    return historyOf(platform, { enrolmentId, personId: self.personId }, query.after);
  }),
  route(codes.person, 'code.read', ({ platform, actor, scope, params, query }) =>
    viewCode(platform, actor, scope, { ...params, ...query }),
  ),
  route(codes.verify, 'ledger.verify', async ({ platform, actor, scope, body }) => {
    const result = await verifyLedgers(platform, scope, body.after);
    if (body.after === 0) {
      await platform.transaction(actor, (tx) => tx.audit({ action: 'ledger.verified' }));
    }
    const programmes = await listProgrammeCodes(
      platform.db,
      result.flaws.map(({ enrolmentId }) => enrolmentId),
    );
    const flaws = result.flaws.map((flaw) => ({
      ...flaw,
      programme: programmes.get(flaw.enrolmentId) ?? '',
    }));
    return { ...result, flaws };
  }),
];
