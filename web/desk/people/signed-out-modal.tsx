import { useQueryClient } from '@tanstack/react-query';
import { Modal } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { onSignedOut } from '../../shared/api.ts';
import { useWords } from '../../shared/i18n.ts';
import { usePublicProgramme } from '../../shared/participant/public-programme.ts';
import { accountOf, type Me, signedInAs } from '../../shared/participant/session.ts';
import { fixedAccount } from '../../shared/participant/sign-in.ts';
import { LinkButton } from '../shell/link-button.tsx';
import { SignInForm } from './sign-in-form.tsx';
import { useLeave } from './sign-out.tsx';
import { words } from './words.ts';

type Settle = (signedIn: boolean) => void;

/**
 * When the session ends in the middle of something, the same person signs in again over the page:
 * what they typed stays, and what was being sent goes on. `expired`: the page knows already.
 */
export function SignedOutModal({ me, expired }: { me: Me; expired: boolean }) {
  const { signIn } = usePublicProgramme();
  const t = useWords(words);
  const queries = useQueryClient();
  const leave = useLeave();
  const [asked, setAsked] = useState(false);
  const [refused, setRefused] = useState(false);
  const waiting = useRef<Settle[]>([]);
  useEffect(
    () =>
      onSignedOut(() => {
        setAsked(true);
        return new Promise<boolean>((resolve) => waiting.current.push(resolve));
      }),
    [],
  );
  const settle = (signedIn: boolean) => {
    const settled = waiting.current;
    waiting.current = [];
    setAsked(false);
    setRefused(!signedIn);
    for (const resolve of settled) resolve(signedIn);
  };
  const done = async (who: Me) => {
    await signedInAs(queries, who);
    // What was being sent belongs to whom the page was opened for.
    settle(!who.mustFinish && accountOf(who) === accountOf(me));
  };
  return (
    <Modal
      open={asked || (expired && !refused)}
      title={t('expiredTitle')}
      width={440}
      footer={null}
      mask={{ closable: false }}
      destroyOnHidden
      onCancel={() => settle(false)}
    >
      <p>{t('expiredText')}</p>
      <SignInForm
        {...fixedAccount(signIn, me)}
        onDone={(who) => void done(who)}
        after={<LinkButton onClick={() => void leave(false)}>{t('otherAccount')}</LinkButton>}
      />
    </Modal>
  );
}
