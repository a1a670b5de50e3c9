import { Link } from '@tanstack/react-router';
import { App } from 'antd';
import { Loaded, Panel } from '../../shared/antd/pc-parts.tsx';
import { SessionTable } from '../../shared/antd/session-table.tsx';
import { useAppName } from '../../shared/app-names.ts';
import { useLang, useWords } from '../../shared/i18n.ts';
import { useChangePassword } from '../../shared/participant/change-password.ts';
import { looksWords } from '../../shared/participant/looks-words.ts';
import { useFieldErrors } from '../../shared/participant/mistakes.ts';
import { usePublicProgramme } from '../../shared/participant/public-programme.ts';
import { useEndSession, useSessions } from '../../shared/participant/sessions.ts';
import { useSites } from '../../shared/participant/sites.ts';
import { problemText } from '../../shared/problems.ts';
import { sessionWords } from '../../shared/session-words.ts';
import textStyles from '../../shared/text.module.css';
import { Facts } from '../shell/facts.tsx';
import { Page } from '../shell/page.tsx';
import styles from './account-page.module.css';
import { PasswordEntry } from './entry.tsx';
import { NewPasswordFields } from './new-password.tsx';
import { SendForm } from './send-form.tsx';
import { words } from './words.ts';

/** Who one is here, 修改密码, and where one is signed in. */
export function AccountPage() {
  const t = useWords(words);
  const session = useWords(sessionWords);
  const looks = useWords(looksWords);
  const { code } = usePublicProgramme();
  return (
    <Page title={t('account')}>
      <Panel>
        <Facts />
        <Link to="/$programme/account/looks" params={{ programme: code }}>
          {looks('looks')}
        </Link>
      </Panel>
      <div className={styles.columns}>
        <Panel title={t('changePassword')}>
          <ChangePassword />
        </Panel>
        <Panel title={session('sessions')}>
          <Sessions />
        </Panel>
      </div>
    </Page>
  );
}

function ChangePassword() {
  const sites = useSites();
  const { signIn } = usePublicProgramme();
  const t = useWords(words);
  const { message } = App.useApp();
  const password = useChangePassword();
  const { me, asksCurrent, current, fresh, tried, busy, problem, forget } = password;
  const errorAt = useFieldErrors({ tried, problem });
  const send = async () => {
    const sent = await password.send();
    if (sent) void message.success(t('changed'));
    return sent;
  };
  return (
    <div className={styles.narrow}>
      {signIn.credentials === 'app' && <p className={textStyles.soft}>{t('changeHint', sites)}</p>}
      <SendForm
        {...{ busy, problem, forget, send }}
        label={t('save')}
        fieldPaths={/^(current|password)$/}
      >
        <input type="hidden" name="username" autoComplete="username" value={me.account} readOnly />
        {asksCurrent && (
          <PasswordEntry
            label={t('currentPassword')}
            error={errorAt('current', current)}
            name="current-password"
            autoComplete="current-password"
            value={current}
            onChange={password.setCurrent}
          />
        )}
        <NewPasswordFields value={fresh} onChange={password.setFresh} {...{ tried, problem }} />
      </SendForm>
    </div>
  );
}

function Sessions() {
  const t = useWords(sessionWords);
  const lang = useLang();
  const appName = useAppName();
  const { message } = App.useApp();
  const sessions = useSessions();
  const end = useEndSession({
    ended: () => void message.success(t('ended')),
    failed: (error) => void message.error(problemText(error, lang)),
  });
  return (
    <Loaded query={sessions} rows={3}>
      {(list) => (
        <SessionTable
          sessions={list}
          appName={appName}
          ending={end.isPending ? end.variables.id : undefined}
          onEnd={(session) => end.mutate(session)}
        />
      )}
    </Loaded>
  );
}
