import { App, Button, Table, Tag } from 'antd';
import { Loaded, Panel } from '../../shared/antd/pc-parts.tsx';
import { useAppName } from '../../shared/app-names.ts';
import { formatInstant } from '../../shared/format.ts';
import { useLang, useWords } from '../../shared/i18n.ts';
import { useChangePassword } from '../../shared/participant/change-password.ts';
import { useFieldErrors } from '../../shared/participant/mistakes.ts';
import { usePublicProgramme } from '../../shared/participant/public-programme.ts';
import {
  type SessionResponse,
  useEndSession,
  useSessions,
} from '../../shared/participant/sessions.ts';
import { useSites } from '../../shared/participant/sites.ts';
import { problemText } from '../../shared/problems.ts';
import { useIsAtMost } from '../../shared/screen-width.ts';
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
  return (
    <Page title={t('account')}>
      <Panel>
        <Facts />
      </Panel>
      <div className={styles.columns}>
        <Panel title={t('changePassword')}>
          <ChangePassword />
        </Panel>
        <Panel title={t('sessions')}>
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
  const t = useWords(words);
  const lang = useLang();
  const sessions = useSessions();
  const isPhone = useIsAtMost('phone');
  return (
    <Loaded query={sessions} rows={3}>
      {(list) => (
        <Table<SessionResponse>
          {...(!isPhone && { scroll: { x: 'max-content' } })}
          // Scrolled by keyboard, too, from the row that has the focus.
          onRow={() => ({ tabIndex: 0 })}
          size="small"
          pagination={false}
          rowKey="id"
          dataSource={list}
          columns={[
            {
              key: 'device',
              title: t('device'),
              render: (_, session) => <Device {...session} />,
            },
            {
              key: 'seen',
              title: t('seen'),
              hidden: isPhone,
              render: (_, { seenAt }) => formatInstant(seenAt, lang),
            },
            {
              key: 'end',
              title: <span className={textStyles.sr}>{t('endSession')}</span>,
              align: 'end',
              render: (_, session) => <EndSession session={session} />,
            },
          ]}
        />
      )}
    </Loaded>
  );
}

function Device({ device, app, createdAt, seenAt, current }: SessionResponse) {
  const isPhone = useIsAtMost('phone');
  const t = useWords(words);
  const appName = useAppName();
  const lang = useLang();
  return (
    <>
      {device || t('unknownDevice')} · {appName(app)} {current && <Tag>{t('thisDevice')}</Tag>}
      <div className={textStyles.soft}>
        {t('since')} {formatInstant(createdAt, lang)}
      </div>
      {isPhone && (
        <div className={textStyles.soft}>
          {t('seen')} {formatInstant(seenAt, lang)}
        </div>
      )}
    </>
  );
}

function EndSession({ session }: { session: SessionResponse }) {
  const { device, current } = session;
  const t = useWords(words);
  const lang = useLang();
  const { message } = App.useApp();
  const end = useEndSession(session, {
    ended: () => void message.success(t('ended')),
    failed: (error) => void message.error(problemText(error, lang)),
  });
  if (current) return null;
  return (
    <Button
      size="small"
      aria-label={t('endSessionOf', { device: device || t('unknownDevice') })}
      loading={end.isPending}
      onClick={() => end.mutate()}
    >
      {t('endSession')}
    </Button>
  );
}
