import { useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Alert, App, Drawer } from 'antd';
import { useState } from 'react';
import type { Page } from '../../../forms/programme.ts';
import { accountLabel, hasRecovery, recoveryOf } from '../../../forms/sign-in.ts';
import { useText, useWords } from '../../shared/i18n.ts';
import { useReasonToSignIn } from '../../shared/participant/gate.ts';
import { usePublicProgramme } from '../../shared/participant/public-programme.ts';
import { type Me, signedInAs } from '../../shared/participant/session.ts';
import { signInWords } from '../../shared/participant/sign-in-words.ts';
import { AuthLayout, AuthLinks } from '../shell/auth-layout.tsx';
import { LinkButton } from '../shell/link-button.tsx';
import margins from '../shell/margins.module.css';
import { Prose } from '../shell/prose.tsx';
import { SignInForm } from './sign-in-form.tsx';
import { words } from './words.ts';

/** Signing in (SPEC G3.1, G5); afterwards the page asked for is shown. */
export function SignInPage() {
  const { code, signIn, pages, systems } = usePublicProgramme();
  const t = useWords(words);
  const signInBy = useWords(signInWords);
  const text = useText();
  const queries = useQueryClient();
  const { modal } = App.useApp();
  const reason = useReasonToSignIn();
  const [help, setHelp] = useState<Page | null>(null);
  const done = async (me: Me, usedAlias: boolean) => {
    await signedInAs(queries, me);
    if (!usedAlias) return;
    const { account } = me;
    modal.info({
      title: t('aliasTitle', { card: text(accountLabel(signIn)), account }),
      content: t('alias', { account }),
      okText: t('ok'),
    });
  };
  return (
    <AuthLayout title={t('signIn')}>
      {reason && <Alert className={margins.below} type="warning" showIcon title={reason} />}
      <SignInForm
        onDone={(me, usedAlias) => void done(me, usedAlias)}
        after={
          <AuthLinks>
            {hasRecovery(signIn) && (
              <Link to="/$programme/forgotten" params={{ programme: code }}>
                {t('forgot')}
              </Link>
            )}
            {recoveryOf(signIn) === 'code' && systems.includes('portal') && (
              <a href={`/portal/${code}/forgotten`}>{t('forgot')}</a>
            )}
            {signIn.registration && (
              <a href={`/portal/${code}/register`}>{signInBy('noAccount')}</a>
            )}
            {pages.map((page) => (
              <LinkButton key={page.code} onClick={() => setHelp(page)}>
                {text(page.title)}
              </LinkButton>
            ))}
          </AuthLinks>
        }
      />
      <Drawer
        open={help !== null}
        title={help && text(help.title)}
        size={520}
        onClose={() => setHelp(null)}
      >
        {help && <Prose text={text(help.body)} />}
      </Drawer>
    </AuthLayout>
  );
}
