import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, Table, Tag } from 'antd';
import { useState } from 'react';
import { people } from '../../../modules/people/contract.ts';
import type { ResponseOf } from '../../../platform/contract.ts';
import { Loaded, Panel } from '../../shared/antd/pc-parts.tsx';
import { call } from '../../shared/api.ts';
import { useAppName } from '../../shared/app-names.ts';
import { formatInstant } from '../../shared/format.ts';
import { useLang, useWords } from '../../shared/i18n.ts';
import { useMistakes } from '../../shared/participant/mistakes.ts';
import { usePublicProgramme } from '../../shared/participant/public-programme.ts';
import { useSending } from '../../shared/participant/sending.ts';
import { useParticipant } from '../../shared/participant/session.ts';
import { useSites } from '../../shared/participant/sites.ts';
import { problemText } from '../../shared/problems.ts';
import { queryFor } from '../../shared/query-for.ts';
import textStyles from '../../shared/text.module.css';
import { Facts } from '../shell/facts.tsx';
import { Page } from '../shell/page.tsx';
import styles from './account-page.module.css';
import { PasswordEntry } from './entry.tsx';
import { isReady, NewPasswordFields } from './new-password.tsx';
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
  const { me } = useParticipant();
  const t = useWords(words);
  const queries = useQueryClient();
  const { message } = App.useApp();
  const [current, setCurrent] = useState('');
  const [fresh, setFresh] = useState({ password: '', repeated: '' });
  const [tried, setTried] = useState(false);
  const { busy, problem, run } = useSending();
  const mistake = useMistakes(problem);
  const asksCurrent = me.needsCurrentPassword || mistake('current') !== undefined;
  const send = async () => {
    setTried(true);
    if ((asksCurrent && !current) || !isReady(fresh)) return false;
    const body = { ...(asksCurrent && { current }), password: fresh.password };
    if (!(await run(() => call(people.changePassword, { body })))) return false;
    setCurrent('');
    setFresh({ password: '', repeated: '' });
    setTried(false);
    void message.success(t('changed'));
    await queries.invalidateQueries({ queryKey: [people.sessions.url] });
    await queries.invalidateQueries({ queryKey: [people.me.url] });
    return true;
  };
  return (
    <div className={styles.narrow}>
      {signIn.credentials === 'app' && <p className={textStyles.soft}>{t('changeHint', sites)}</p>}
      <SendForm {...{ busy, problem, send }} label={t('save')} told={/^(current|password)$/}>
        <input type="hidden" name="username" autoComplete="username" value={me.account} readOnly />
        {asksCurrent && (
          <PasswordEntry
            label={t('currentPassword')}
            error={tried && !current ? t('fillIn') : mistake('current')}
            name="current-password"
            autoComplete="current-password"
            value={current}
            onChange={setCurrent}
          />
        )}
        <NewPasswordFields
          value={fresh}
          onChange={setFresh}
          tried={tried}
          error={mistake('password')}
        />
      </SendForm>
    </div>
  );
}

type Session = ResponseOf<typeof people.sessions>[number];

function Sessions() {
  const t = useWords(words);
  const lang = useLang();
  const sessions = useQuery(queryFor(people.sessions));
  return (
    <Loaded query={sessions} rows={3}>
      {(list) => (
        <Table<Session>
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
              render: (_, { seenAt }) => formatInstant(seenAt, lang),
            },
            {
              key: 'end',
              title: <span className={textStyles.sr}>{t('endSession')}</span>,
              align: 'end',
              render: (_, session) => <EndSession {...session} />,
            },
          ]}
        />
      )}
    </Loaded>
  );
}

function Device({ device, app, createdAt, current }: Session) {
  const t = useWords(words);
  const appName = useAppName();
  const lang = useLang();
  return (
    <>
      {device || t('unknownDevice')} · {appName(app)} {current && <Tag>{t('thisDevice')}</Tag>}
      <div className={textStyles.soft}>
        {t('since')} {formatInstant(createdAt, lang)}
      </div>
    </>
  );
}

function EndSession({ id, device, current }: Session) {
  const t = useWords(words);
  const lang = useLang();
  const queries = useQueryClient();
  const { message } = App.useApp();
  const end = useMutation({
    mutationFn: () => call(people.endSession, { params: { id } }),
    onSuccess: () => void message.success(t('ended')),
    onError: (error) => void message.error(problemText(error, lang)),
    onSettled: () => queries.invalidateQueries({ queryKey: [people.sessions.url] }),
  });
  if (current) return null;
  return (
    <Button
      size="small"
      aria-label={t('endSessionOf', { device })}
      loading={end.isPending}
      onClick={() => end.mutate()}
    >
      {t('endSession')}
    </Button>
  );
}
