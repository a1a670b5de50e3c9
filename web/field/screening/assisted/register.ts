import { dayOf } from '../../../../forms/days.ts';
import { cleanIdentity } from '../../../../forms/identity.ts';
import { screening } from '../../../../modules/screening/contract.ts';
import type { BodyOf, ResponseOf } from '../../../../platform/contract.ts';
import { ApiProblem, asProblem, call } from '../../../shared/api.ts';
import { isPassing } from '../../../shared/query.ts';
import { serverNow } from '../../../shared/server-time.ts';
import type { LookedUp } from '../look-up.ts';
import { assistedOffline, verdictOfServer } from '../verdict.ts';

type Body = BodyOf<typeof screening.assist>;

/** What is typed of somebody; `phone` as it was typed, empty for whoever has none. */
export type TypedPerson = Pick<Body, 'siteId' | 'name' | 'identity' | 'phone'> & {
  typedPhone: string;
};

/** Somebody who was registered; with what the server did, where it could be asked. */
export type AssistedPerson = LookedUp & {
  done?: ResponseOf<typeof screening.assist>['done'] | 'registered_noPhone';
};

/**
 * Registers somebody, or where there is no network keeps them for the check that follows, which registers them later.
 * Throws what the server says is wrong.
 */
export async function registerPerson({
  typedPhone,
  ...body
}: TypedPerson): Promise<AssistedPerson> {
  const { name, identity, phone } = body;
  const at = new Date(serverNow()).toISOString();
  const answer = typedPhone && !phone ? null : await requestRegistration(body);
  if (answer) {
    const way = { assisted: { name, identity } };
    return { way, at, verdict: verdictOfServer(answer), by: 'server', done: doneOf(answer, phone) };
  }
  const mistake = mistakeIn(identity);
  if (mistake) throw mistake;
  const assisted = { name, identity, ...(typedPhone && { unverifiedPhone: typedPhone }) };
  return { way: { assisted }, at, verdict: assistedOffline(name), by: 'phone' };
}

const doneOf = ({ done }: ResponseOf<typeof screening.assist>, phone: Body['phone']) =>
  done === 'registered' && !phone ? 'registered_noPhone' : done;

/** What the server answers; null where it cannot be reached. */
async function requestRegistration(
  body: Body,
): Promise<ResponseOf<typeof screening.assist> | null> {
  try {
    return await call(screening.assist, { body });
  } catch (error) {
    const problem = asProblem(error);
    if (isPassing(problem) || problem.status >= 500) return null;
    throw problem;
  }
}

/** What is wrong with a number, as the server would say it. */
function mistakeIn({ kind, number }: Body['identity']): ApiProblem | undefined {
  const cleaned = cleanIdentity(kind, number, dayOf(new Date(serverNow()), 'Asia/Shanghai'));
  if (!('problem' in cleaned)) return undefined;
  const fields = [{ path: 'identity.number', code: cleaned.problem }];
  return new ApiProblem('invalid_input', 422, { fields });
}
