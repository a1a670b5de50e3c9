import { useState } from 'react';
import { useWords } from '../../shared/i18n.ts';
import type { SentCode } from '../../shared/participant/codes.ts';
import { useFieldErrors } from '../../shared/participant/mistakes.ts';
import { type Done, useCodeSignIn } from '../../shared/participant/sign-in.ts';
import { signInWords } from '../../shared/participant/sign-in-words.ts';
import { AnotherCode, CodeEntry, CodeNews } from './code-entry.tsx';
import { PhoneStep } from './phone-step.tsx';
import { EntryForm } from './sign-in-form.tsx';
import { UsernameEntry } from './username-entry.tsx';
import { words } from './words.ts';

/** Signing in by a code: the phone first, then what was sent to it. */
export function CodeForm({ onDone }: { onDone: Done }) {
  const [sent, setSent] = useState<SentCode | null>(null);
  const [before, setBefore] = useState('');
  if (!sent) return <PhoneStep before={before} onSent={setSent} />;
  const again = () => {
    setBefore(sent.typed);
    setSent(null);
  };
  return <CodeStep key={sent.token} {...{ sent, onDone }} onAgain={again} />;
}

type CodeStepProps = { sent: SentCode; onDone: Done; onAgain: () => void };

function CodeStep({ sent, onDone, onAgain }: CodeStepProps) {
  const t = useWords(words);
  const phone = useWords(signInWords);
  const state = useCodeSignIn(sent, onDone);
  const { tried, busy, problem, forget, send, isOver } = state;
  const errorAt = useFieldErrors({ tried, problem });
  return (
    <>
      <EntryForm
        {...{ busy, problem, forget, send }}
        fieldPaths={/^(code|username)$/}
        disabled={isOver}
        label={t(busy ? 'signingIn' : 'signIn')}
      >
        <CodeNews token={sent.token} sent={phone('sent', { phone: sent.phone })} />
        <CodeEntry
          error={errorAt('code', state.code.trim())}
          value={state.code}
          onChange={state.setCode}
        />
        {state.isShared && (
          <UsernameEntry
            error={errorAt('username', state.username.trim())}
            value={state.username}
            onChange={state.setUsername}
          />
        )}
      </EntryForm>
      <AnotherCode {...{ sent, isOver, onAgain }} />
    </>
  );
}
