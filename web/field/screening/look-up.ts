import { useCallback, useRef, useState } from 'react';
import { printedPrefix } from '../../../credential/printed.ts';
import { screening } from '../../../modules/screening/contract.ts';
import type { BodyOf } from '../../../platform/contract.ts';
import { type ApiProblem, asProblem, call } from '../../shared/api.ts';
import { isPassing } from '../../shared/query.ts';
import { play } from '../../shared/scanner/sound.ts';
import { serverNow } from '../../shared/server-time.ts';
import {
  printedOffline,
  type RefusedCode,
  soundOf,
  type Verdict,
  verdictOf,
  verdictOfServer,
} from './verdict.ts';
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

/** The time from the picture that shows a code to its verdict, for whoever measures the app. */
const measured = 'anxing:code-to-verdict';

/**
 * Looks people up: by what the phone knows at once, and by what the server says as soon as it has. Who was looked up
 * last counts, however late answers come.
 */
export function useLookUp(siteId: number, programmes: Programmes) {
  const { verifier } = useVerifier();
  const [found, setFound] = useState<LookedUp | null>(null);
  /** A genuine code on paper, of which the document is asked for. */
  const [printed, setPrinted] = useState<string | null>(null);
  /** Why the server lets nobody be looked up here. */
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const turn = useRef(0);

  const byCode = useCallback(
    async (text: string, seenAt: number) => {
      turn.current += 1;
      const mine = turn.current;
      const now = serverNow();
      const at = new Date(now).toISOString();
      const way = { code: text };
      setProblem(null);
      const isPrinted = text.startsWith(printedPrefix);
      const wrong = isPrinted ? await verifier.findPrintedProblem(text, programmes) : null;
      if (isPrinted && !wrong) {
        if (mine !== turn.current) return;
        setPrinted(text);
        return play('look');
      }
      const verdict: Verdict = wrong
        ? { kind: 'refused', problem: wrong }
        : verdictOf(await verifier.judge(text, programmes, now / 1000));
      if (mine !== turn.current) return;
      setFound({ way, at, verdict, by: 'phone' });
      performance.measure(measured, { start: seenAt });
      if (wrong || (verdict.kind === 'refused' && verdict.problem === 'not_ours')) {
        return play('stop');
      }
      const requested = requestVerdict(siteId, way);
      // That all is well is heard once the server has had its word, or a moment for it.
      const isWell = soundOf(verdict) === 'well';
      const soon = isWell ? await Promise.race([requested, silence(patience)]) : undefined;
      if (mine !== turn.current) return;
      if (!soon) play(soundOf(verdict));
      const answer = soon ?? (await requested);
      if (!answer || mine !== turn.current) return;
      if ('problem' in answer) {
        setFound(null);
        setProblem(answer.problem);
        return play('stop');
      }
      setFound({ way, at, verdict: answer.verdict, by: 'server' });
      if (soon || soundOf(answer.verdict) !== soundOf(verdict)) play(soundOf(answer.verdict));
    },
    [verifier, programmes, siteId],
  );

  /** Looks up whose code on paper was read; gives what is wrong with the end of the document's number. */
  const byPrinted = useCallback(
    async (documentEnding: string): Promise<ApiProblem | undefined> => {
      if (printed === null) return undefined;
      const mine = turn.current;
      const way = { printed, documentEnding };
      const at = new Date(serverNow()).toISOString();
      const answer = await requestVerdict(siteId, way);
      if (mine !== turn.current) return undefined;
      if (answer && 'problem' in answer) return answer.problem;
      const verdict = answer?.verdict ?? printedOffline;
      setPrinted(null);
      setFound({ way, at, verdict, by: answer ? 'server' : 'phone' });
      play(soundOf(verdict));
      return undefined;
    },
    [printed, siteId],
  );

  const clear = useCallback(() => {
    turn.current += 1;
    setFound(null);
    setPrinted(null);
  }, []);
  return { found, printed, problem, byCode, byPrinted, clear };
}

const silence = (milliseconds: number) =>
  new Promise<undefined>((resolve) => setTimeout(resolve, milliseconds));

type ServerAnswer = { verdict: Verdict } | { problem: ApiProblem };

/** What the server answers for a code; undefined where it cannot be asked. */
async function requestVerdict(siteId: number, way: Way): Promise<ServerAnswer | undefined> {
  try {
    return { verdict: verdictOfServer(await call(screening.look, { body: { siteId, way } })) };
  } catch (error) {
    const problem = asProblem(error);
    if (isPassing(problem) || problem.status >= 500) return undefined;
    if (problem.code !== 'code_not_accepted') return { problem };
    return { verdict: { kind: 'refused', problem: problem.params.problem as RefusedCode } };
  }
}
