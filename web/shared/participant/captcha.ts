import { useCallback, useEffect, useState } from 'react';
import { people } from '../../../modules/people/contract.ts';
import { type ApiProblem, call } from '../api.ts';
import { serverNow } from '../server-time.ts';
import { solvePuzzle } from './puzzle.ts';

type Kind = 'picture' | 'puzzle';
type Phase = 'loading' | 'ready' | 'working' | 'failed';

/** `solving` is the puzzle beside a picture, which the browser works at while the person types. */
type CaptchaAnswer = { id: string; answer: string; solving?: Promise<string> };

export type Captcha = {
  kind: Kind;
  phase: Phase;
  picture: string | null;
  typed: string;
  /** Why there is none. */
  failure: unknown;
  /** What goes to the server; null while there is nothing to send. */
  answer: CaptchaAnswer | null;
  type: (typed: string) => void;
  /** A new one of the same kind, or of the other. */
  renew: (kind?: Kind) => void;
  /** A request that it was sent with failed: a captcha works once, but without an answer it was not used. */
  renewAfter: (problem: ApiProblem) => void;
};

type Loaded = Pick<CaptchaAnswer, 'id' | 'solving'> & {
  picture: string | null;
  /** Of the puzzle that there is instead of a picture. */
  solution: string | null;
  expiresAt: string;
};

/** Notes the captcha once it is there to be answered, and rejects where it cannot be. */
async function load(kind: Kind, signal: AbortSignal, note: (news: Partial<State>) => void) {
  const captcha = await call(people.captcha, { body: { kind }, signal });
  const { id, picture = null, puzzle, expiresAt } = captcha;
  const solving = puzzle && solvePuzzle(puzzle, signal);
  if (picture === null) note({ phase: 'working' });
  const solution = picture === null ? ((await solving) ?? null) : null;
  const beside = picture !== null && solving && { solving };
  note({ phase: 'ready', loaded: { id, picture, solution, expiresAt, ...beside } });
  await solving;
}

/** What the request holds, once the browser has solved the puzzle beside the picture. */
export async function solved({ id, answer, solving }: CaptchaAnswer) {
  return { id, answer, ...(solving && { solution: await solving }) };
}

/** What is known of the captcha that is wanted now. */
type State = { phase: Phase; loaded: Loaded | null; failure: unknown; typed: string };

const nothingYet: State = { phase: 'loading', loaded: null, failure: null, typed: '' };

/** A captcha that renews itself when it expires. */
export function useCaptcha(): Captcha {
  const [wanted, setWanted] = useState<{ kind: Kind }>({ kind: 'picture' });
  const [{ phase, loaded, failure, typed }, setState] = useState(nothingYet);

  useEffect(() => {
    const aborted = new AbortController();
    const { signal } = aborted;
    // An answer may already have been on its way when another captcha was asked for.
    const note = (news: Partial<State>) => {
      if (!signal.aborted) setState((now) => ({ ...now, ...news }));
    };
    load(wanted.kind, signal, note).catch((error) =>
      note({ phase: 'failed', loaded: null, failure: error }),
    );
    return () => aborted.abort();
  }, [wanted]);

  const renew = useCallback((kind?: Kind) => {
    setWanted((now) => ({ kind: kind ?? now.kind }));
    setState(nothingYet);
  }, []);

  const expiresAt = loaded?.expiresAt;
  useEffect(() => {
    if (!expiresAt) return;
    const timer = setTimeout(renew, Math.max(1000, Date.parse(expiresAt) - serverNow()));
    return () => clearTimeout(timer);
  }, [expiresAt, renew]);

  const text = loaded?.solution ?? (typed.trim() || null);
  const beside = loaded?.solving && { solving: loaded.solving };
  return {
    ...{ kind: wanted.kind, phase, typed, failure, renew },
    picture: loaded?.picture ?? null,
    answer: loaded && text ? { id: loaded.id, answer: text, ...beside } : null,
    renewAfter: ({ status }) => {
      if (status !== 0) renew();
    },
    type: (characters) => setState((now) => ({ ...now, typed: characters })),
  };
}
