import { useState } from 'react';
import { people } from '../../../modules/people/contract.ts';
import { ApiProblem, call } from '../api.ts';
import { useCaptcha } from './captcha.ts';
import type { Me } from './session.ts';

export type Done = (me: Me, usedAlias: boolean) => void;

/** What the person typed, and what came of sending it. */
export function useSignIn(fixedCard: string | undefined, done: Done) {
  const captcha = useCaptcha();
  const [card, setCard] = useState(fixedCard ?? '');
  const [password, setPassword] = useState('');
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);

  const send = async () => {
    setTried(true);
    const { answer } = captcha;
    if (!card.trim() || !password || !answer) return false;
    setBusy(true);
    setProblem(null);
    try {
      const body = { card: card.trim(), password, captcha: answer };
      const { me, usedAlias } = await call(people.signInByCard, { body, whenSignedOut: 'fail' });
      done(me, usedAlias);
      return true;
    } catch (error) {
      setProblem(error instanceof ApiProblem ? error : new ApiProblem('internal', 500));
      setTried(false);
      // A captcha works once; without an answer it was not used.
      if (!(error instanceof ApiProblem && error.status === 0)) captcha.renew();
      return false;
    } finally {
      setBusy(false);
    }
  };
  return { captcha, card, setCard, password, setPassword, problem, tried, busy, send };
}
