import { useCallback, useEffect, useState } from 'react';
import { people } from '../../../modules/people/contract.ts';
import { type ApiProblem, call } from '../api.ts';
import { serverNow } from '../server-time.ts';
import { solvePuzzle } from './puzzle.ts';

type Kind = 'picture' | 'puzzle';
type Phase = 'loading' | 'ready' | 'working' | 'failed';

export type Captcha = {
  kind: Kind;
  phase: Phase;
  picture: string | null;
  typed: string;
  /** Why there is none. */
  failure: unknown;
  /** What goes to the server; null while there is nothing to send. */
  answer: { id: string; answer: string } | null;
  type: (typed: string) => void;
  /** A new one of the same kind, or of the other. */
  renew: (kind?: Kind) => void;
  /** A request that it was sent with failed: a captcha works once, but without an answer it was not used. */
  renewAfter: (problem: ApiProblem) => void;
};

type Loaded = { id: string; picture: string | null; solution: string | null; expiresAt: string };

async function load(kind: Kind, signal: AbortSignal, working: () => void): Promise<Loaded> {
  const { id, picture, puzzle, expiresAt } = await call(people.captcha, { body: { kind }, signal });
  if (!puzzle) return { id, picture: picture ?? null, solution: null, expiresAt };
  working();
  return { id, picture: null, solution: await solvePuzzle(puzzle, signal), expiresAt };
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
    load(wanted.kind, signal, () => note({ phase: 'working' })).then(
      (fresh) => note({ phase: 'ready', loaded: fresh }),
      (error) => note({ phase: 'failed', failure: error }),
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
  return {
    ...{ kind: wanted.kind, phase, typed, failure, renew },
    picture: loaded?.picture ?? null,
    answer: loaded && text ? { id: loaded.id, answer: text } : null,
    renewAfter: ({ status }) => {
      if (status !== 0) renew();
    },
    type: (characters) => setState((now) => ({ ...now, typed: characters })),
  };
}
