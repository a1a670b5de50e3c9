import { useState } from 'react';
import { people } from '../../../modules/people/contract.ts';
import type { BodyOf } from '../../../platform/contract.ts';
import { call } from '../api.ts';
import type { SentCode } from './codes.ts';
import { isReady, type NewPassword, noPassword } from './new-password.ts';
import { useSending } from './sending.ts';

/** A forgotten password: the phone, the code that it got, the new password. */
export const codeRecoverySteps = ['phone', 'code', 'password'] as const;

type Step =
  | { at: 'phone' }
  | { at: 'code'; sent: SentCode }
  | { at: 'password'; token: string }
  | { at: 'done' };

const purpose = 'recovery' as const;

export function useCodeRecovery() {
  const [step, setStep] = useState<Step>({ at: 'phone' });
  const [before, setBefore] = useState('');
  return {
    step,
    before,
    sent: (sent: SentCode) => {
      setBefore(sent.typed);
      setStep({ at: 'code', sent });
    },
    verified: (token: string) => setStep({ at: 'password', token }),
    finished: () => setStep({ at: 'done' }),
    startAgain: () => setStep({ at: 'phone' }),
  };
}

type Asked = Omit<BodyOf<typeof people.requestRecoveryCode>, 'purpose'>;

/** The request for the code of the first step. */
export const requestRecoveryCode = (body: Asked) =>
  call(people.requestRecoveryCode, { body: { purpose, ...body } });

/** The code, the user name where several people share the phone, and the end of a document that is on record. */
export function useRecoveryCode({ token }: SentCode, done: (token: string) => void) {
  const [code, setCode] = useState('');
  const [username, setUsername] = useState('');
  const [isShared, setIsShared] = useState(false);
  const [ending, setEnding] = useState('');
  const [asksDocument, setAsksDocument] = useState(false);
  const [tried, setTried] = useState(false);
  const { run, ...sending } = useSending((problem) => {
    setTried(false);
    if (problem.code === 'username_needed') setIsShared(true);
    if (problem.code === 'document_ending_needed') setAsksDocument(true);
  });
  const send = async (): Promise<boolean> => {
    setTried(true);
    if (!code.trim() || (isShared && !username.trim()) || (asksDocument && !ending.trim())) {
      return false;
    }
    const named = {
      ...(isShared && { username: username.trim() }),
      ...(asksDocument && { documentEnding: ending.trim() }),
    };
    return run(async () => {
      const body = { purpose, token, code: code.trim(), ...named };
      await call(people.verifyRecoveryCode, { body });
      done(token);
    });
  };
  const isOver = sending.problem?.code === 'code_expired';
  const entered = {
    code,
    setCode,
    username,
    setUsername,
    isShared,
    ending,
    setEnding,
    asksDocument,
  };
  return { ...entered, isOver, tried, ...sending, send };
}

/** The new password. */
export function useRecoveredPassword(token: string, done: () => void) {
  const [password, setPassword] = useState<NewPassword>(noPassword);
  const [tried, setTried] = useState(false);
  const { run, ...sending } = useSending();
  const send = async (): Promise<boolean> => {
    setTried(true);
    if (!isReady(password)) return false;
    return run(async () => {
      await call(people.setPasswordByCode, {
        body: { purpose, token, password: password.password },
      });
      done();
    });
  };
  return { password, setPassword, tried, ...sending, send };
}
