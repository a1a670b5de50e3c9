import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { people } from '../../../modules/people/contract.ts';
import type { BodyOf, ResponseOf } from '../../../platform/contract.ts';
import { ApiProblem, call } from '../api.ts';
import { solved, useCaptcha } from './captcha.ts';
import { useSending } from './sending.ts';

/** A code that was asked for; `typed` is the number as the person wrote it. */
export type SentCode = ResponseOf<typeof people.requestCode> & { typed: string };

type Request = (
  body: BodyOf<typeof people.requestCode>,
) => Promise<ResponseOf<typeof people.requestCode>>;

const toSignIn: Request = (body) => call(people.requestCode, { body });

/** Having a code sent to a phone; `done` is told what the server said. `before` was typed the last time. */
export function useCodeRequest(before: string, done: (sent: SentCode) => void, request = toSignIn) {
  const captcha = useCaptcha();
  const [phone, setPhone] = useState(before);
  const [tried, setTried] = useState(false);
  const { run, ...sending } = useSending(captcha.renewAfter);
  const send = async () => {
    setTried(true);
    const { answer } = captcha;
    if (!phone.trim() || !answer) return false;
    const typed = phone.trim();
    const sent = await run(async () => {
      done({ ...(await request({ phone: typed, captcha: await solved(answer) })), typed });
    });
    setTried(false);
    return sent;
  };
  return { captcha, phone, setPhone, tried, ...sending, send };
}

type Delivery = ResponseOf<typeof people.codeDelivery>['state'];

/** How long a page asks what became of a message: a provider that is not reached is known by then. */
const asked = 20_000;

/** What became of the message with a code, as soon as that is known. */
export function useDelivery(token: string): Delivery {
  const [begun] = useState(() => Date.now());
  const { data } = useQuery({
    queryKey: [people.codeDelivery.url, token],
    queryFn: () => call(people.codeDelivery, { body: { token }, whenSignedOut: 'fail' }),
    retry: false,
    // Until then nobody knows, and that it was sent may still turn out wrong.
    refetchInterval: ({ state: { data: now, error } }) => {
      const isKnown = now?.state === 'number_refused' || now?.state === 'provider_failed';
      return isKnown || error instanceof ApiProblem || Date.now() - begun > asked ? false : 2000;
    },
  });
  return data?.state ?? 'sending';
}
