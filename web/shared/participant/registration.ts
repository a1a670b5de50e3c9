import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { IdentityKind } from '../../../forms/definition.ts';
import { people } from '../../../modules/people/contract.ts';
import { programmes } from '../../../modules/programmes/contract.ts';
import type { BodyOf } from '../../../platform/contract.ts';
import { type ApiProblem, call } from '../api.ts';
import { serverNow } from '../server-time.ts';
import type { SentCode } from './codes.ts';
import { isReady, type NewPassword, noPassword } from './new-password.ts';
import { usePublicProgramme } from './public-programme.ts';
import { type RegistrationStep, registrationSteps } from './registration-steps.ts';
import { useSending } from './sending.ts';
import { type Me, signedInAs } from './session.ts';

/** Who somebody says to be. */
export type PersonTyped = { username: string; name: string; kind: IdentityKind; number: string };

/** Since its code was right a token stands for the phone. */
type Verified = { token: string; phone: string; expiresAt: string };

/** What the tab keeps, so that a page that is loaded anew goes on where it was. Never a password. */
type Kept = { verified: Verified | null; person: PersonTyped };

const keyOf = (realm: string) => `anxing.registration.${realm}`;

function readKept(realm: string, nothing: Kept): Kept {
  try {
    const kept = JSON.parse(sessionStorage.getItem(keyOf(realm)) ?? 'null') as Kept | null;
    const isOver = kept?.verified && Date.parse(kept.verified.expiresAt) <= serverNow();
    if (!kept) return nothing;
    return {
      verified: isOver ? null : kept.verified,
      person: { ...nothing.person, ...kept.person },
    };
  } catch {
    return nothing;
  }
}

/** Where a browser keeps nothing, the steps go on all the same until the page is closed. */
function writeKept(realm: string, kept: Kept | null): void {
  try {
    if (kept) sessionStorage.setItem(keyOf(realm), JSON.stringify(kept));
    else sessionStorage.removeItem(keyOf(realm));
  } catch {}
}

export type Registration = ReturnType<typeof useRegistration>;

/** A registration from its first step to its last, `at` the step that the address names. */
export function useRegistration(at: RegistrationStep) {
  const { realm, signIn } = usePublicProgramme();
  const documents = signIn.registration?.documents ?? [];
  const [kept, setKept] = useState(() =>
    readKept(realm, {
      verified: null,
      person: { username: '', name: '', kind: documents[0] ?? 'prc_id', number: '' },
    }),
  );
  const [password, setPassword] = useState<NewPassword>(noPassword);
  useEffect(() => writeKept(realm, kept), [realm, kept]);
  const { verified, person } = kept;
  const furthest = !verified ? 'phone' : isReady(password) ? 'person' : 'password';
  const isAllowed = registrationSteps.indexOf(at) <= registrationSteps.indexOf(furthest);
  return {
    documents,
    /** The step to show: an address that is loaded anew may name one that is too far. */
    step: isAllowed ? at : furthest,
    verified,
    person,
    password,
    setPassword,
    setPerson: (change: Partial<PersonTyped>) =>
      setKept((now) => ({ ...now, person: { ...now.person, ...change } })),
    verifiedBy: (next: Verified) => setKept((now) => ({ ...now, verified: next })),
    /** The token is worth nothing any more: what was typed stays. */
    startAgain: () => setKept((now) => ({ ...now, verified: null })),
    finished: () => writeKept(realm, null),
  };
}

/** The request for the code of the first step. */
export const requestRegistrationCode = (body: BodyOf<typeof people.requestRegistrationCode>) =>
  call(people.requestRegistrationCode, { body });

/** The code of the first step. */
export function useRegistrationCode(
  { token, phone }: SentCode,
  done: (verified: Verified) => void,
) {
  const [code, setCode] = useState('');
  const [tried, setTried] = useState(false);
  const { run, ...sending } = useSending();
  const send = async (): Promise<boolean> => {
    setTried(true);
    if (!code.trim()) return false;
    return run(async () => {
      const body = { token, code: code.trim() };
      done({ token, phone, ...(await call(people.verifyRegistrationCode, { body })) });
    });
  };
  const isOver = sending.problem?.code === 'code_expired';
  return { code, setCode, tried, isOver, ...sending, send };
}

/** Whether what is wrong ends the steps: the phone has to be verified anew. */
export const isStepsOver = (problem: ApiProblem | null): boolean =>
  problem?.code === 'steps_expired';

/** The password, looked at by the server before anybody goes on to the next step. */
export function useRegistrationPassword({ verified, password }: Registration, done: () => void) {
  const [tried, setTried] = useState(false);
  const { run, ...sending } = useSending();
  const send = async (): Promise<boolean> => {
    setTried(true);
    if (!verified || !isReady(password)) return false;
    const body = { token: verified.token, password: password.password };
    return run(async () => {
      await call(people.checkRegistrationPassword, { body });
      done();
    });
  };
  return { tried, ...sending, send };
}

/** The last step. Whoever is on record is asked for the code that the phone on record gets. */
export function useRegistrationPerson(registration: Registration, done: (me: Me) => void) {
  const { verified, password, person, finished } = registration;
  const queries = useQueryClient();
  const [tried, setTried] = useState(false);
  const [claim, setClaim] = useState<{ token: string; phone: string; nextAt: string } | null>(null);
  const [code, setCode] = useState('');
  const { run, problem, forget, busy } = useSending();
  const { username, name, kind, number } = person;
  const typed = { username: username.trim(), name: name.trim() };
  const identity = { kind, number: number.trim() };
  const isWhole = typed.username && typed.name && identity.number && (!claim || code.trim());
  const send = async (): Promise<boolean> => {
    setTried(true);
    if (!verified || !isWhole) return false;
    return run(async () => {
      const body = {
        ...{ token: verified.token, password: password.password, ...typed, identity },
        ...(claim && { claim: { token: claim.token, code: code.trim() } }),
      };
      const { me } = await call(programmes.register, { body, whenSignedOut: 'fail' });
      finished();
      await signedInAs(queries, me);
      done(me);
    });
  };
  const askForCode = () =>
    run(async () => {
      if (!verified) return;
      const body = { token: verified.token, name: typed.name, identity };
      setClaim(await call(people.requestClaimCode, { body }));
      setCode('');
      setTried(false);
    });
  return {
    ...{ tried, busy, problem, forget, send, claim, code, setCode, askForCode },
    /** Somebody is on record by this document, and may show that it is them. */
    mayClaim: problem?.code === 'identity_claim',
    /** Somebody else than before: a code for the record is not for them. */
    forgetClaim: () => setClaim(null),
  };
}
