import { isPublic, type Route, route } from '../../../platform/routes.ts';
import { people } from '../contract.ts';
import { callerOf } from '../sign-in/caller.ts';
import { answerRecovery, finishRecovery, startRecovery } from './actions.ts';
import { requestRecoveryCode, setPasswordByCode, verifyRecoveryCode } from './by-code.ts';

const done = { ok: true } as const;

export const recoveryRoutes: Route[] = [
  route(people.recover, isPublic, (call) =>
    startRecovery(call.platform, callerOf(call), call.body),
  ),
  route(people.recoverAnswers, isPublic, async (call) => {
    await answerRecovery(call.platform, callerOf(call), call.body);
    return done;
  }),
  route(people.recoverPassword, isPublic, async (call) => {
    await finishRecovery(call.platform, callerOf(call), call.body);
    return done;
  }),
  route(people.requestRecoveryCode, isPublic, (call) =>
    requestRecoveryCode(call.platform, callerOf(call), call.body),
  ),
  route(people.verifyRecoveryCode, isPublic, (call) =>
    verifyRecoveryCode(call.platform, callerOf(call), call.body),
  ),
  route(people.setPasswordByCode, isPublic, async (call) => {
    await setPasswordByCode(call.platform, callerOf(call), call.body);
    return done;
  }),
];
