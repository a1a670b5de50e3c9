import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { Button, Dialog, Toast } from 'antd-mobile';
import { RightOutline } from 'antd-mobile-icons';
import { people } from '../../../modules/people/contract.ts';
import type { ResponseOf } from '../../../platform/contract.ts';
import { call } from '../../shared/api.ts';
import { shownInstant } from '../../shared/format.ts';
import { useLang, useSay, useWords } from '../../shared/i18n.ts';
import { useEntrance } from '../../shared/member/entrance.ts';
import { signOut, useMember } from '../../shared/member/session.ts';
import { countDrafts, dropDrafts } from '../../shared/offline/drafts.ts';
import { clearQueue, listQueue } from '../../shared/offline/queue.ts';
import { problemText } from '../../shared/problems.ts';
import { LanguageSwitch } from '../parts/language-switch.tsx';
import { Failure, Waiting } from '../parts/messages.tsx';
import { Page } from '../parts/page.tsx';
import { words as common } from '../words.ts';
import { words } from './words.ts';

type Session = ResponseOf<typeof people.sessions>[number];

/** Who one is here, where one is signed in, and the way out. */
export function AccountPage() {
  const { code, signIn } = useEntrance();
  const { mine } = useMember();
  const say = useWords(words);
  const lang = useLang();
  const text = useSay();
  const group = mine.definition.groups.find((each) => each.code === mine.groupCode);
  const facts: [string, string][] = [
    [say('name'), mine.name],
    [text(signIn.cardLabel), mine.card],
    ...(group ? [[say('group'), text(group.name)] as [string, string]] : []),
    [say('organisation'), lang === 'zh' ? mine.placeZh : mine.placeEn],
  ];
  return (
    <Page title={say('account')} right={<span className="ax-top-side" />}>
      <section className="ax-card">
        <dl className="ax-answers">
          {facts.map(([name, value]) => (
            <div key={name} className="ax-pair">
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
          <div className="ax-pair ax-pair-middle">
            <dt>{say('language')}</dt>
            <dd>
              <LanguageSwitch />
            </dd>
          </div>
        </dl>
      </section>
      <nav className="ax-list">
        <Link
          className="ax-list-item"
          to="/$programme/account/password"
          params={{ programme: code }}
        >
          <span className="ax-list-text">{say('changePassword')}</span>
          <RightOutline aria-hidden="true" />
        </Link>
        <a className="ax-list-item" href="/download">
          <span className="ax-list-text">
            {say('installTitle')}
            <span className="ax-soft">{say('installHint')}</span>
          </span>
          <RightOutline aria-hidden="true" />
        </a>
      </nav>
      <Sessions />
      <SignOut />
    </Page>
  );
}

function Sessions() {
  const { account } = useMember();
  const say = useWords(words);
  const sessions = useQuery({
    queryKey: [people.sessions.url, account],
    queryFn: () => call(people.sessions),
  });
  return (
    <section className="ax-card">
      <h2>{say('sessions')}</h2>
      {sessions.isPending && <Waiting blocks={1} />}
      {sessions.error && !sessions.data && (
        <Failure error={sessions.error} retry={() => void sessions.refetch()} />
      )}
      <ul className="ax-plain-list">
        {sessions.data?.map((session) => (
          <li key={session.id}>
            <SessionLine session={session} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function SessionLine({ session }: { session: Session }) {
  const { zone } = useEntrance();
  const say = useWords(words);
  const lang = useLang();
  const queries = useQueryClient();
  const system = session.app === 'desk' ? say('systemDesk') : say('systemPortal');
  const device = session.device || say('unknownDevice');
  const end = useMutation({
    mutationFn: () => call(people.endSession, { params: { id: session.id } }),
    onSuccess: () => {
      Toast.show(say('ended'));
      return queries.invalidateQueries({ queryKey: [people.sessions.url] });
    },
    onError: (error) => void Toast.show(problemText(error, lang)),
  });
  return (
    <>
      <span className="ax-list-text">
        <strong>
          {device} · {system}{' '}
          {session.current && <span className="ax-tag">{say('thisDevice')}</span>}
        </strong>
        <span className="ax-soft">
          {say('seen', { time: shownInstant(session.seenAt, lang, zone) })}
        </span>
      </span>
      {!session.current && (
        <button
          type="button"
          className="ax-text-button"
          aria-label={say('endSessionOf', { device })}
          disabled={end.isPending}
          onClick={() => end.mutate()}
        >
          {say('endSession')}
        </button>
      )}
    </>
  );
}

/** 退出登录; asks what is to become of what this device still holds. */
function SignOut() {
  const { code } = useEntrance();
  const { account } = useMember();
  const say = useWords(words);
  const cancel = useWords(common);
  const lang = useLang();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const leave = async (clear: boolean) => {
    try {
      await signOut(queries, account);
    } catch (error) {
      Toast.show(problemText(error, lang));
      return;
    }
    if (clear) {
      await dropDrafts(account);
      await clearQueue(account);
    }
    await navigate({ to: '/$programme/sign-in', params: { programme: code }, replace: true });
  };
  const ask = async () => {
    const drafts = await countDrafts(account);
    const unsent = (await listQueue(account)).filter(({ state }) => state !== 'sent').length;
    const told = [
      ...(unsent > 0 ? [say('signOutQueue', { count: unsent })] : []),
      ...(drafts > 0 ? [say('signOutDrafts', { count: drafts })] : []),
    ];
    const keeps = told.length > 0;
    await Dialog.show({
      title: say('signOutTitle'),
      'aria-label': say('signOutTitle'),
      content: keeps ? told.join(' ') : say('signOutPlain'),
      closeOnAction: true,
      closeOnMaskClick: true,
      actions: [
        {
          key: 'leave',
          text: say(keeps ? 'keepDrafts' : 'signOut'),
          bold: true,
          onClick: () => void leave(!keeps),
        },
        ...(keeps
          ? [
              {
                key: 'clear',
                text: say('clearDrafts'),
                danger: true,
                onClick: () => void leave(true),
              },
            ]
          : []),
        { key: 'cancel', text: cancel('cancel') },
      ],
    });
  };
  return (
    <div className="ax-more">
      <Button color="primary" fill="outline" size="large" block onClick={() => void ask()}>
        {say('signOut')}
      </Button>
    </div>
  );
}
