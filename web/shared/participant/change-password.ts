import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { people } from '../../../modules/people/contract.ts';
import { call } from '../api.ts';
import { isReady, type NewPassword, noPassword } from './new-password.ts';
import { useSending } from './sending.ts';
import { useParticipant } from './session.ts';

/** Changing the password, which ends the other sessions that it opens. */
export function useChangePassword() {
  const { me, account } = useParticipant();
  const queries = useQueryClient();
  const [current, setCurrent] = useState('');
  const [fresh, setFresh] = useState<NewPassword>(noPassword);
  const [tried, setTried] = useState(false);
  const { run, ...sending } = useSending();
  // The server asks for it where the session has become too old to do without.
  const isAsked = sending.problem?.fields.some(({ path }) => path === 'current') ?? false;
  const [wasAsked, setWasAsked] = useState(false);
  if (isAsked && !wasAsked) setWasAsked(true);
  const asksCurrent = me.needsCurrentPassword || wasAsked;
  const send = async (): Promise<boolean> => {
    setTried(true);
    if ((asksCurrent && !current) || !isReady(fresh)) return false;
    const body = { ...(asksCurrent && { current }), password: fresh.password };
    if (!(await run(() => call(people.changePassword, { body, account })))) return false;
    setCurrent('');
    setFresh(noPassword);
    setTried(false);
    for (const { url } of [people.sessions, people.me]) {
      void queries.invalidateQueries({ queryKey: [url] });
    }
    return true;
  };
  return { me, asksCurrent, current, setCurrent, fresh, setFresh, tried, ...sending, send };
}
