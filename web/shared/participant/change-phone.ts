import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { people } from '../../../modules/people/contract.ts';
import { programmes } from '../../../modules/programmes/contract.ts';
import { call } from '../api.ts';
import type { SentCode } from './codes.ts';
import { useSending } from './sending.ts';
import { useParticipant } from './session.ts';

/** One's own phone number, masked. */
export function usePhone() {
  const { account } = useParticipant();
  return useQuery({
    queryKey: [people.phone.url, account],
    queryFn: () => call(people.phone, { account }),
  });
}

/** First step to another phone: the number, and the password. */
export function usePhoneRequest(before: string, done: (sent: SentCode) => void) {
  const { account } = useParticipant();
  const [phone, setPhone] = useState(before);
  const [password, setPassword] = useState('');
  const [tried, setTried] = useState(false);
  const { run, ...sending } = useSending();
  const send = async (): Promise<boolean> => {
    setTried(true);
    const typed = phone.trim();
    if (!typed || !password) return false;
    return run(async () => {
      const body = { phone: typed, password };
      done({ ...(await call(people.requestPhoneCode, { body, account })), typed });
    });
  };
  return { phone, setPhone, password, setPassword, tried, ...sending, send };
}

/** Second step: the code that the new number got. */
export function usePhoneChange({ token }: SentCode, done: () => void) {
  const { account } = useParticipant();
  const queries = useQueryClient();
  const [code, setCode] = useState('');
  const [tried, setTried] = useState(false);
  const { run, ...sending } = useSending();
  const send = async (): Promise<boolean> => {
    setTried(true);
    if (!code.trim()) return false;
    return run(async () => {
      await call(people.changePhone, { body: { token, code: code.trim() }, account });
      for (const { url } of [people.phone, people.me, programmes.mine]) {
        void queries.invalidateQueries({ queryKey: [url] });
      }
      done();
    });
  };
  const isOver = sending.problem?.code === 'code_expired';
  return { code, setCode, isOver, tried, ...sending, send };
}
