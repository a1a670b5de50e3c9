import { type QueryClient, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { wayOf } from '../../../forms/sign-in.ts';
import { people } from '../../../modules/people/contract.ts';
import { call } from '../api.ts';
import { serverNow } from '../server-time.ts';
import { usePublicProgramme } from './public-programme.ts';
import { useSending } from './sending.ts';
import { type Me, signedInAs, useParticipant } from './session.ts';

/** What WeChat wrote into the address, as it came: a router would take a number for one. */
const arrivedWith = new URLSearchParams(globalThis.location?.search ?? '');

/** What the tab keeps: where somebody was going, and a WeChat account that opens no account yet. */
type Kept = { to?: string | undefined; token?: string; expiresAt?: string };

const keyOf = (realm: string) => `anxing.wechat.${realm}`;

function readKept(realm: string): Kept {
  try {
    return JSON.parse(sessionStorage.getItem(keyOf(realm)) ?? '{}') as Kept;
  } catch {
    return {};
  }
}

/** Where a browser keeps nothing, whoever comes back starts at the first page, and binds another time. */
function writeKept(realm: string, kept: Kept): void {
  try {
    sessionStorage.setItem(keyOf(realm), JSON.stringify(kept));
  } catch {}
}

function tokenToBind(realm: string): string | null {
  const { token, expiresAt } = readKept(realm);
  return token && Date.parse(expiresAt ?? '') > serverNow() ? token : null;
}

/** The way to WeChat; `isOffered` where this browser can go there. */
export function useWechat(to: string | undefined) {
  const { code, realm, signIn } = usePublicProgramme();
  const { data } = useQuery({
    queryKey: [people.wechatOffer.url, realm],
    queryFn: () => call(people.wechatOffer, { whenSignedOut: 'fail' }),
    enabled: wayOf(signIn, 'wechat') !== undefined,
    staleTime: 600_000,
  });
  const { busy, problem, run } = useSending();
  const leave = () =>
    run(async () => {
      const body = { programme: code };
      const { url } = await call(people.startWechat, { body, whenSignedOut: 'fail' });
      writeKept(realm, { to });
      location.assign(url);
    });
  return { isOffered: Boolean(data?.kind), busy, problem, leave };
}

/** Whether whoever is to sign in came from a WeChat account that opens no account yet. */
export function useIsFromWechat(): boolean {
  const { realm } = usePublicProgramme();
  return useState(() => tokenToBind(realm) !== null)[0];
}

async function comeBack(realm: string, queries: QueryClient) {
  const [state, code] = [arrivedWith.get('state') ?? '', arrivedWith.get('code')];
  const body = { state, ...(code && { code }) };
  const answer = await call(people.returnFromWechat, { body, whenSignedOut: 'fail' });
  const { token, expiresAt } = answer;
  if (answer.holders === 'none') writeKept(realm, { ...readKept(realm), token, expiresAt });
  if (answer.holders === 'one') {
    const { me } = await call(people.signInByWechat, { body: { token }, whenSignedOut: 'fail' });
    await signedInAs(queries, me);
  }
  return { kind: answer.holders, token };
}

/** What came of the way back from WeChat. It is asked once: neither code nor state is good a second time. */
export function useCameBack() {
  const { code, realm } = usePublicProgramme();
  const queries = useQueryClient();
  const never = { refetchOnMount: false, refetchOnReconnect: false, refetchOnWindowFocus: false };
  const { data, error } = useQuery({
    queryKey: [people.returnFromWechat.url, arrivedWith.get('state')],
    queryFn: () => comeBack(realm, queries),
    ...{ ...never, retry: false, retryOnMount: false, staleTime: Number.POSITIVE_INFINITY },
    enabled: arrivedWith.has('state'),
  });
  const home = `/${code}/`;
  const kept = readKept(realm).to;
  /** Where somebody was going before. */
  const to = kept?.startsWith(home) ? kept : home;
  return { back: data, error, to, isLost: !arrivedWith.has('state') };
}

/** Several people share the WeChat account: the user name, and what came of sending it. */
export function useWechatName(token: string, done: () => void) {
  const queries = useQueryClient();
  const [username, setUsername] = useState('');
  const [tried, setTried] = useState(false);
  const { run, ...state } = useSending(() => setTried(false));
  const send = async (): Promise<boolean> => {
    setTried(true);
    const body = { token, username: username.trim() };
    if (!body.username) return false;
    return run(async () => {
      const { me } = await call(people.signInByWechat, { body, whenSignedOut: 'fail' });
      await signedInAs(queries, me);
      done();
    });
  };
  return { username, setUsername, tried, ...state, send };
}

type Answered = { done: () => void; failed: (error: Error) => void };

/** Asks whoever came from WeChat and has just signed in another way whether WeChat is enough from now on. */
export function useBindingWechat({ realm }: Me, { done, failed }: Answered) {
  const [token, setToken] = useState(() => tokenToBind(realm));
  const forget = () => {
    writeKept(realm, {});
    setToken(null);
  };
  const { mutate, isPending } = useMutation({
    mutationFn: (given: string) => call(people.bindWechat, { body: { token: given } }),
    onSuccess: done,
    onError: failed,
    onSettled: forget,
  });
  return {
    isAsked: token !== null,
    busy: isPending,
    bind: () => token && mutate(token),
    refuse: forget,
  };
}

/** Since when WeChat opens one’s own account, and the way to end it. */
export function useWechatBinding({ done, failed }: Answered) {
  const { signIn } = usePublicProgramme();
  const { account } = useParticipant();
  const queries = useQueryClient();
  const queryKey = [people.wechatBinding.url, account];
  const { data } = useQuery({
    queryKey,
    queryFn: () => call(people.wechatBinding, { account }),
    enabled: wayOf(signIn, 'wechat') !== undefined,
  });
  const { mutate, isPending } = useMutation({
    mutationFn: () => call(people.unbindWechat, { account }),
    onSuccess: done,
    onError: failed,
    onSettled: async () => {
      await queries.invalidateQueries({ queryKey });
      await queries.invalidateQueries({ queryKey: [people.sessions.url] });
    },
  });
  return { since: data?.since ?? null, busy: isPending, unbind: () => mutate() };
}
