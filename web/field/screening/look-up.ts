import { useCallback, useRef, useState } from 'react';
import { screening } from '../../../modules/screening/contract.ts';
import type { BodyOf } from '../../../platform/contract.ts';
import { type ApiProblem, asProblem, call } from '../../shared/api.ts';
import { isPassing } from '../../shared/query.ts';
import { play } from '../../shared/scanner/sound.ts';
import { serverNow } from '../../shared/server-time.ts';
import { type RefusedCode, soundOf, type Verdict, verdictOf, verdictOfServer } from './verdict.ts';
import { useVerifier } from './verify/use-verifier.tsx';
import type { Programmes } from './verify/verifier.ts';

export type Way = BodyOf<typeof screening.check>['way'];

/** Somebody in front of the scanner. */
export type LookedUp = {
  way: Way;
  /** When the code was read, in the server's time. */
  at: string;
  verdict: Verdict;
  /** The server has not answered yet, or could not be asked: what the phone knows is shown. */
  by: 'phone' | 'server';
};

/** The time from a code in view to its verdict, for whoever measures the app. */
const measured = 'anxing:code-to-verdict';

/**
 * Looks people up: by what the phone knows at once, and by what the server says as soon as it has. Who was looked up
 * last counts, however late answers come.
 */
export function useLookUp(siteId: number, programmes: Programmes) {
  const { verifier } = useVerifier();
  const [found, setFound] = useState<LookedUp | null>(null);
  const turn = useRef(0);

  const tell = useCallback((looked: LookedUp, before?: Verdict) => {
    setFound(looked);
    if (!before || soundOf(before) !== soundOf(looked.verdict)) play(soundOf(looked.verdict));
  }, []);

  const byCode = useCallback(
    async (text: string) => {
      turn.current += 1;
      const mine = turn.current;
      const started = performance.now();
      const now = serverNow();
      const way = { code: text };
      const at = new Date(now).toISOString();
      const verdict = verdictOf(await verifier.judge(text, programmes, now / 1000));
      if (mine !== turn.current) return;
      tell({ way, at, verdict, by: 'phone' });
      performance.measure(measured, { start: started });
      if (verdict.kind === 'refused' && verdict.problem === 'not_ours') return;
      const answer = await askServer(siteId, way);
      if (mine !== turn.current || !answer) return;
      tell({ way, at, verdict: answer, by: 'server' }, verdict);
    },
    [verifier, programmes, siteId, tell],
  );

  const clear = useCallback(() => {
    turn.current += 1;
    setFound(null);
  }, []);
  return { found, byCode, show: tell, clear };
}

/** What the server says of a code; undefined where it cannot be asked. */
async function askServer(siteId: number, way: Way): Promise<Verdict | undefined> {
  try {
    return verdictOfServer(await call(screening.look, { body: { siteId, way } }));
  } catch (error) {
    return refusalIn(asProblem(error));
  }
}

function refusalIn(problem: ApiProblem): Verdict | undefined {
  if (isPassing(problem) || problem.code !== 'code_not_accepted') return undefined;
  return { kind: 'refused', problem: problem.params.problem as RefusedCode };
}
