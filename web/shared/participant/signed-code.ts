import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { refreshSeconds } from '../../../credential/judge.ts';
import { present } from '../../../credential/presentation.ts';
import { codes } from '../../../modules/codes/contract.ts';
import type { ResponseOf } from '../../../platform/contract.ts';
import { type ApiProblem, asProblem, call } from '../api.ts';
import { findOrMakePhoneKey, NoPhoneKey } from '../offline/phone-keys.ts';
import { fetchOrCached, removeCached } from '../offline/response-cache.ts';
import { askingAnew, isPassing, mostRetries } from '../query.ts';
import { serverNow } from '../server-time.ts';
import { isWardGone, mineQuery, useParticipant } from './session.ts';

type Own = ResponseOf<typeof codes.ownCredential>;
type Credential = NonNullable<Own['credential']>;
export type OtherPhone = NonNullable<Own['otherPhone']>;

/** What the server said, when, and for which key; `gone` is why there is no such ward any more. */
type Heard = Own & { phoneKey: string; heardAt: number; gone?: ApiProblem };

/** So often the page that shows the code asks whether the colour is still true. */
const ASK_AGAIN_MS = 60_000;
/** Without an answer for so long the page says that it has no connection. */
const SILENT_MS = 2 * ASK_AGAIN_MS;

const signedCodeQuery = (account: string) =>
  queryOptions({
    queryKey: [codes.ownCredential.url, account],
    queryFn: async (context): Promise<Heard> => {
      const { phoneKey } = await findOrMakePhoneKey(account);
      const fetcher = async () => ({
        ...(await fetchCode(account, phoneKey)),
        ...{ phoneKey, heardAt: serverNow() },
      });
      try {
        const heard = await fetchOrCached(account, 'signed-code', fetcher, askingAnew(context));
        // What was stored for a key that is gone cannot be shown any more.
        return heard.phoneKey === phoneKey ? heard : await fetcher();
      } catch (error) {
        if (!isWardGone(error)) throw error;
        await removeCached(account, 'signed-code');
        // It takes the place of the code, so that no later failure brings back what was shown before.
        return { credential: null, otherPhone: null, phoneKey, heardAt: serverNow(), gone: error };
      }
    },
    staleTime: 0,
    refetchInterval: ASK_AGAIN_MS,
    retry: (count, error) => count < mostRetries && isPassing(error),
  });

/** Registers this phone where no other one shows the code. */
async function fetchCode(account: string, phoneKey: string): Promise<Own> {
  const ask = () => call(codes.ownCredential, { body: { phoneKey }, account });
  const own = await ask();
  if (own.credential || own.otherPhone) return own;
  await call(codes.registerPhone, { body: { phoneKey }, account });
  return ask();
}

export type SignedCode =
  | { kind: 'waiting' }
  /** This browser stores nothing, so that it can have no key. */
  | { kind: 'noStorage' }
  | { kind: 'failed'; error: unknown }
  | { kind: 'otherPhone'; other: OtherPhone }
  /** There was no network until it ran out. */
  | { kind: 'expired'; credential: Credential }
  | {
      kind: 'shown';
      /** What the QR code says; absent for the blink until the first was signed. */
      text: string | undefined;
      credential: Credential;
      /** When the server last confirmed it, in its time. */
      heardAt: number;
      /** It is shown from what is stored on the phone. */
      isOffline: boolean;
    };

/** One's code as it is to be shown now; asks and signs anew by itself. */
export function useSignedCode(): SignedCode & { retry: () => void } {
  const { account } = useParticipant();
  const query = useQuery(signedCodeQuery(account));
  const now = useEverySecond();
  const credential = query.data?.credential ?? null;
  const text = usePresentation(account, credential?.signed);
  useReasonFollows(credential?.colour);
  usePagesFollow(account, query.data?.gone);
  const retry = () => void query.refetch();
  return { ...stateOf(), retry };

  function stateOf(): SignedCode {
    const { data, error } = query;
    if (error instanceof NoPhoneKey) return { kind: 'noStorage' };
    if (!data) return error ? { kind: 'failed', error } : { kind: 'waiting' };
    if (data.gone) return { kind: 'failed', error: data.gone };
    if (data.otherPhone) return { kind: 'otherPhone', other: data.otherPhone };
    if (!credential) return { kind: 'waiting' };
    if (Date.parse(credential.expiresAt) <= now) return { kind: 'expired', credential };
    const { heardAt } = data;
    const isOffline = navigator.onLine === false || now - heardAt > SILENT_MS;
    return { kind: 'shown', text, credential, heardAt, isOffline };
  }
}

/** What the page says of the reason is asked for anew when the colour changes. */
function useReasonFollows(colour: string | undefined): void {
  const queries = useQueryClient();
  const before = useRef(colour);
  useEffect(() => {
    const changed = before.current !== undefined && before.current !== colour;
    before.current = colour;
    if (!changed) return;
    for (const { url } of [codes.mine, codes.history]) {
      void queries.invalidateQueries({ queryKey: [url] });
    }
  }, [colour, queries]);
}

/** That a link has ended is told by what all pages of the ward rest on. */
function usePagesFollow(account: string, gone: ApiProblem | undefined): void {
  const queries = useQueryClient();
  useEffect(() => {
    if (gone) void queries.invalidateQueries({ queryKey: mineQuery(account).queryKey });
  }, [account, gone, queries]);
}

/** The server's time, told anew every second while the page is looked at. */
export function useEverySecond(): number {
  const [now, setNow] = useState(serverNow);
  useEffect(() => {
    const timer = setInterval(() => setNow(serverNow()), 1000);
    return () => clearInterval(timer);
  }, []);
  return now;
}

/** Signs the moment, again and again while the page is looked at; and at once when it is looked at again. */
function usePresentation(account: string, signed: string | undefined): string | undefined {
  const [text, setText] = useState<string>();
  useEffect(() => {
    if (signed === undefined) return;
    let isOver = false;
    const sign = async () => {
      if (document.visibilityState === 'hidden') return;
      const fresh = await presentNow(account, signed).catch(() => undefined);
      if (!isOver) setText(fresh);
    };
    void sign();
    const timer = setInterval(() => void sign(), refreshSeconds * 1000);
    const again = () => void sign();
    document.addEventListener('visibilitychange', again);
    return () => {
      isOver = true;
      clearInterval(timer);
      document.removeEventListener('visibilitychange', again);
    };
  }, [account, signed]);
  return text;
}

async function presentNow(account: string, signed: string): Promise<string> {
  const { privateKey } = await findOrMakePhoneKey(account);
  const now = serverNow();
  const when = { moment: now / 1000, clockAhead: (Date.now() - now) / 1000 };
  return present(fromBase64Url(signed), when, privateKey);
}

function fromBase64Url(text: string): Uint8Array<ArrayBuffer> {
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(binary, (letter) => letter.charCodeAt(0));
}

/** Shows the code on this phone instead of another one; what the server says against it stands at the password. */
export function useTakeOver(): {
  takeOver: (password?: string) => void;
  isPending: boolean;
  problem: ApiProblem | null;
} {
  const { account } = useParticipant();
  const queries = useQueryClient();
  const taking = useMutation({
    mutationFn: async (password: string | undefined) => {
      const { phoneKey } = await findOrMakePhoneKey(account);
      await call(codes.registerPhone, {
        body: { phoneKey, replace: true, ...(password !== undefined && { password }) },
        account,
      });
    },
    onSettled: () => queries.invalidateQueries({ queryKey: signedCodeQuery(account).queryKey }),
  });
  return {
    takeOver: (password) => taking.mutate(password),
    isPending: taking.isPending,
    problem: taking.error ? asProblem(taking.error) : null,
  };
}

/** Revokes one's code on paper; throws what the server says against it. */
export function useRevokePaper(): () => Promise<unknown> {
  const { account } = useParticipant();
  return () => call(codes.revokeOwnPrinted, { account });
}
