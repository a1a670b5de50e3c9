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

/** So many milliseconds the tone for green waits for the server. */
const patience = 1_500;

/** The time from a code that was read to its verdict, for whoever measures the app. */
const measured = 'anxing:code-to-verdict';

/**
 * Looks people up: by what the phone knows at once, and by what the server says as soon as it has. Who was looked up
 * last counts, however late answers come.
 */
export function useLookUp(siteId: number, programmes: Programmes) {
  const { verifier } = useVerifier();
  const [found, setFound] = useState<LookedUp | null>(null);
  /** Why the server lets nobody be looked up here. */
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const turn = useRef(0);

  const byCode = useCallback(
    async (text: string) => {
      turn.current += 1;
      const mine = turn.current;
      const started = performance.now();
      const now = serverNow();
      const way = { code: text };
      const at = new Date(now).toISOString();
      setProblem(null);
      const verdict = verdictOf(await verifier.judge(text, programmes, now / 1000));
      if (mine !== turn.current) return;
      setFound({ way, at, verdict, by: 'phone' });
      performance.measure(measured, { start: started });
      if (verdict.kind === 'refused' && verdict.problem === 'not_ours') return play('stop');
      const asked = askServer(siteId, way);
      // That all is well is heard once the server has had its word, or a moment for it.
      const isWell = soundOf(verdict) === 'well';
      const soon = isWell ? await Promise.race([asked, silence(patience)]) : undefined;
      if (mine !== turn.current) return;
      if (!soon) play(soundOf(verdict));
      const said = soon ?? (await asked);
      if (!said || mine !== turn.current) return;
      if ('problem' in said) {
        setFound(null);
        setProblem(said.problem);
        return play('stop');
      }
      setFound({ way, at, verdict: said.verdict, by: 'server' });
      if (soon || soundOf(said.verdict) !== soundOf(verdict)) play(soundOf(said.verdict));
    },
    [verifier, programmes, siteId],
  );

  const clear = useCallback(() => {
    turn.current += 1;
    setFound(null);
  }, []);
  return { found, problem, byCode, clear };
}

const silence = (milliseconds: number) =>
  new Promise<undefined>((resolve) => setTimeout(resolve, milliseconds));

type Said = { verdict: Verdict } | { problem: ApiProblem };

/** What the server says of a code; undefined where it cannot be asked. */
async function askServer(siteId: number, way: Way): Promise<Said | undefined> {
  try {
    return { verdict: verdictOfServer(await call(screening.look, { body: { siteId, way } })) };
  } catch (error) {
    const problem = asProblem(error);
    if (isPassing(problem) || problem.status >= 500) return undefined;
    if (problem.code !== 'code_not_accepted') return { problem };
    return { verdict: { kind: 'refused', problem: problem.params.problem as RefusedCode } };
  }
}
