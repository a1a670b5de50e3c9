import { useCallback, useEffect, useState } from 'react';
import { people } from '../../../modules/people/contract.ts';
import { call } from '../api.ts';
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
};

type Loaded = { id: string; picture: string | null; solution: string | null; expiresAt: string };

async function load(kind: Kind, signal: AbortSignal, working: () => void): Promise<Loaded> {
  const { id, picture, puzzle, expiresAt } = await call(people.captcha, { body: { kind }, signal });
  if (!puzzle) return { id, picture: picture ?? null, solution: null, expiresAt };
  working();
  return { id, picture: null, solution: await solvePuzzle(puzzle, signal), expiresAt };
}

/** A captcha that renews itself when it expires. */
export function useCaptcha(): Captcha {
  const [kind, setKind] = useState<Kind>('picture');
  const [phase, setPhase] = useState<Phase>('loading');
  const [loaded, setLoaded] = useState<Loaded | null>(null);
  const [failure, setFailure] = useState<unknown>(null);
  const [typed, setTyped] = useState('');
  const [round, setRound] = useState(0);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new round is a new captcha
  useEffect(() => {
    const aborted = new AbortController();
    setPhase('loading');
    setLoaded(null);
    setTyped('');
    load(kind, aborted.signal, () => setPhase('working'))
      .then((fresh) => {
        setLoaded(fresh);
        setPhase('ready');
      })
      .catch((error) => {
        if (aborted.signal.aborted) return;
        setFailure(error);
        setPhase('failed');
      });
    return () => aborted.abort();
  }, [kind, round]);

  const renew = useCallback((next?: Kind) => {
    if (next) setKind(next);
    setRound((now) => now + 1);
  }, []);

  const expiresAt = loaded?.expiresAt;
  useEffect(() => {
    if (!expiresAt) return;
    const timer = setTimeout(renew, Math.max(1000, Date.parse(expiresAt) - serverNow()));
    return () => clearTimeout(timer);
  }, [expiresAt, renew]);

  const text = loaded?.solution ?? (typed.trim() || null);
  return {
    ...{ kind, phase, typed, failure, renew },
    picture: loaded?.picture ?? null,
    answer: loaded && text ? { id: loaded.id, answer: text } : null,
    type: setTyped,
  };
}
