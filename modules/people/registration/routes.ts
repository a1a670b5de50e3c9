import { isPublic, type Route, route } from '../../../platform/routes.ts';
import { people } from '../contract.ts';
import { callerOf } from '../sign-in/caller.ts';
import {
  checkRegistrationPassword,
  requestClaimCode,
  requestRegistrationCode,
  verifyRegistrationCode,
} from './steps.ts';

const done = { ok: true } as const;

/** The last step is a route of `programmes`, which knows in what somebody takes part then. */
export const registrationRoutes: Route[] = [
  route(people.requestRegistrationCode, isPublic, (call) =>
    requestRegistrationCode(call.platform, callerOf(call), call.body),
  ),
  route(people.verifyRegistrationCode, isPublic, (call) =>
    verifyRegistrationCode(call.platform, callerOf(call), call.body),
  ),
  route(people.checkRegistrationPassword, isPublic, async (call) => {
    await checkRegistrationPassword(call.platform, callerOf(call), call.body);
    return done;
  }),
  route(people.requestClaimCode, isPublic, (call) =>
    requestClaimCode(call.platform, callerOf(call), call.body),
  ),
];
