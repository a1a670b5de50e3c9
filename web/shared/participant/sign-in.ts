import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { SignIn } from '../../../forms/programme.ts';
import { showsWholeAccount } from '../../../forms/sign-in.ts';
import { people } from '../../../modules/people/contract.ts';
import type { BodyOf, ResponseOf } from '../../../platform/contract.ts';
import { type ApiProblem, call } from '../api.ts';
import { solved, useCaptcha } from './captcha.ts';
import type { SentCode } from './codes.ts';
import { usePublicProgramme } from './public-programme.ts';
import { useSending } from './sending.ts';
import { type Me, visitorQuery } from './session.ts';

/** What somebody who signs in again need not type again; a phone is known only in part. */
export function fixedAccount(signIn: SignIn, me: Me): { fixedAccount?: string } {
  return showsWholeAccount(signIn) ? { fixedAccount: me.account } : {};
}

export type Done = (me: Me, usedAlias: boolean) => void;

/** A form by which one can sign in: with a password, for a card or for a phone, or with a code by SMS. */
type SignInForm = 'card' | 'password' | 'code';

const formsOf: {
  [T in SignIn['ways'][number]['type']]: (signIn: SignIn) => SignInForm[];
} = {
  card: () => ['card'],
  // Who need not have a password most likely has none.
  phone: ({ password }) => (password === 'optional' ? ['code', 'password'] : ['password', 'code']),
  // A button of its own, where this browser can: see `wechat.ts`.
  wechat: () => [],
};

/** The forms that a programme's ways to sign in offer, the foremost first. */
export function signInForms(signIn: SignIn): SignInForm[] {
  return signIn.ways.flatMap(({ type }) => formsOf[type](signIn));
}

/** What the way to another form says. Where everybody has a password, a code is no more than another way. */
export function wordOfForm(
  { password }: SignIn,
  form: SignInForm,
): 'useCode' | 'useCodeInstead' | 'usePassword' {
  if (form !== 'code') return 'usePassword';
  return password === 'required' ? 'useCodeInstead' : 'useCode';
}

type Answer = ResponseOf<typeof people.signInByCard>;

/** Sends what was typed to sign in, if all of it is there, and keeps what went wrong. */
function useAttempt(done: Done, failed: (problem: ApiProblem) => void) {
  const { realm } = usePublicProgramme();
  const queries = useQueryClient();
  const [tried, setTried] = useState(false);
  const { run, problem, ...state } = useSending((refusal) => {
    setTried(false);
    // The sign-in page says so; nobody is asked for the password again and again over another page.
    if (refusal.code === 'withdrawn') {
      queries.setQueryData(visitorQuery(realm).queryKey, { me: null, left: 'withdrawn' });
    }
    failed(refusal);
  });
  const attempt = async (request: (() => Promise<Answer>) | null): Promise<boolean> => {
    setTried(true);
    if (!request) return false;
    return run(async () => {
      const { me, usedAlias } = await request();
      done(me, usedAlias);
    });
  };
  return { tried, problem: problem?.code === 'withdrawn' ? null : problem, ...state, attempt };
}

type Typed = Pick<BodyOf<typeof people.signInByPhone>, 'password' | 'captcha' | 'username'>;

/** For each form with a password: what its account is called in a request, and the request. */
const byPassword = {
  card: (card: string, { password, captcha }: Typed) =>
    call(people.signInByCard, { body: { card, password, captcha }, whenSignedOut: 'fail' }),
  password: (account: string, typed: Typed) =>
    call(people.signInByPhone, { body: { account, ...typed }, whenSignedOut: 'fail' }),
};

/** The field of the request, and so of its mistakes, that holds the account. */
export const accountField = { card: 'card', password: 'account' } as const;

/** An account with a password: what the person typed, and what came of sending it. */
export function usePasswordSignIn(
  form: keyof typeof byPassword,
  fixedAccount: string | undefined,
  done: Done,
) {
  const captcha = useCaptcha();
  const [account, setAccount] = useState(fixedAccount ?? '');
  const [password, setPassword] = useState('');
  const [username, setUsername] = useState('');
  // The account that several people turned out to share.
  const [shared, setShared] = useState<string | null>(null);
  const isShared = shared !== null && shared === account.trim();
  const { attempt, ...state } = useAttempt(done, (problem) => {
    if (problem.code === 'username_needed') setShared(account.trim());
    captcha.renewAfter(problem);
  });
  const send = () => {
    const { answer } = captcha;
    const ready = account.trim() && password && answer && (!isShared || username.trim());
    const named = isShared && { username: username.trim() };
    return attempt(
      ready
        ? async () =>
            byPassword[form](account.trim(), {
              ...{ password, captcha: await solved(answer) },
              ...named,
            })
        : null,
    );
  };
  const fields = { account, setAccount, password, setPassword, username, setUsername };
  return { captcha, ...fields, isShared, ...state, send };
}

/** The code that was sent, and the user name where several people share the phone. */
export function useCodeSignIn({ token }: SentCode, done: Done) {
  const [code, setCode] = useState('');
  const [username, setUsername] = useState('');
  const [isShared, setIsShared] = useState(false);
  const { attempt, forget, ...state } = useAttempt(done, (problem) => {
    if (problem.code === 'username_needed') setIsShared(true);
  });
  const send = () => {
    const named = isShared && { username: username.trim() };
    const body = { token, code: code.trim(), ...named };
    const ready = body.code && (!isShared || username.trim());
    return attempt(ready ? () => call(people.signInByCode, { body, whenSignedOut: 'fail' }) : null);
  };
  /** The code is worth nothing any more: another one has to be asked for. */
  const isOver = state.problem?.code === 'code_expired';
  const fields = { code, setCode, username, setUsername };
  return { ...fields, isShared, isOver, ...state, forget: isOver ? () => undefined : forget, send };
}
