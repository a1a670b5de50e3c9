import { Link } from '@tanstack/react-router';
import { Button, Dialog, Toast } from 'antd-mobile';
import { RightOutline } from 'antd-mobile-icons';
import { wayOf } from '../../../forms/sign-in.ts';
import { useAppName } from '../../shared/app-names.ts';
import { feedbackWords } from '../../shared/feedback/words.ts';
import { formatInstant } from '../../shared/format.ts';
import { useLang, useWords } from '../../shared/i18n.ts';
import { useFacts } from '../../shared/participant/facts.ts';
import { familyWords } from '../../shared/participant/family-words.ts';
import { looksWords } from '../../shared/participant/looks-words.ts';
import { usePublicProgramme } from '../../shared/participant/public-programme.ts';
import { registrationWords } from '../../shared/participant/registration-words.ts';
import { useParticipant } from '../../shared/participant/session.ts';
import {
  type SessionResponse,
  useEndSession,
  useSessions,
} from '../../shared/participant/sessions.ts';
import { useSigningOut } from '../../shared/participant/sign-out.ts';
import { wechatWords } from '../../shared/participant/wechat-words.ts';
import buttonsStyles from '../../shared/phone/buttons.module.css';
import cardStyles from '../../shared/phone/card.module.css';
import { installWords, useInstalling } from '../../shared/phone/install.ts';
import { LanguageSwitch } from '../../shared/phone/language-switch.tsx';
import listStyles from '../../shared/phone/list.module.css';
import { Failure, Waiting } from '../../shared/phone/messages.tsx';
import pageStyles from '../../shared/phone/page.module.css';
import { Page } from '../../shared/phone/page.tsx';
import pairsStyles from '../../shared/phone/pairs.module.css';
import tagStyles from '../../shared/phone/tag.module.css';
import { problemText } from '../../shared/problems.ts';
import { sessionWords } from '../../shared/session-words.ts';
import textStyles from '../../shared/text.module.css';
import styles from './account-page.module.css';
import { useLeave } from './leave.ts';
import { WechatBinding } from './wechat-binding.tsx';
import { words } from './words.ts';

/** Who one is here, where one is signed in, and the way out. */
export function AccountPage() {
  const { code, signIn } = usePublicProgramme();
  const t = useWords(words);
  const registration = useWords(registrationWords);
  const family = useWords(familyWords);
  const feedback = useWords(feedbackWords);
  const looks = useWords(looksWords);
  return (
    <Page title={t('account')} right={<span className={pageStyles.side} />}>
      <section className={cardStyles.card}>
        <dl className={pairsStyles.pairs}>
          {useFacts().map(({ label, value }) => (
            <div key={label} className={pairsStyles.pair}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ))}
          <div className={`${pairsStyles.pair} ${styles.language}`}>
            <dt>{t('language')}</dt>
            <dd>
              <LanguageSwitch />
            </dd>
          </div>
        </dl>
      </section>
      <nav className={listStyles.list}>
        <Link
          className={listStyles.item}
          to="/$programme/account/password"
          params={{ programme: code }}
        >
          <span className={listStyles.text}>{t('changePassword')}</span>
          <RightOutline aria-hidden="true" />
        </Link>
        {wayOf(signIn, 'phone') && signIn.password === 'required' && (
          <Link
            className={listStyles.item}
            to="/$programme/account/phone"
            params={{ programme: code }}
          >
            <span className={listStyles.text}>{registration('changePhone')}</span>
            <RightOutline aria-hidden="true" />
          </Link>
        )}
        {signIn.registration && (
          <Link
            className={listStyles.item}
            to="/$programme/account/family"
            params={{ programme: code }}
          >
            <span className={listStyles.text}>{family('family')}</span>
            <RightOutline aria-hidden="true" />
          </Link>
        )}
        <Link className={listStyles.item} to="/$programme/feedback" params={{ programme: code }}>
          <span className={listStyles.text}>{feedback('feedback')}</span>
          <RightOutline aria-hidden="true" />
        </Link>
        <Link
          className={listStyles.item}
          to="/$programme/account/looks"
          params={{ programme: code }}
        >
          <span className={listStyles.text}>{looks('looks')}</span>
          <RightOutline aria-hidden="true" />
        </Link>
        <InstallLine />
      </nav>
      <WechatBinding />
      <Sessions />
      <SignOut />
    </Page>
  );
}

/** Installs at a touch where the browser can, and leads to the steps elsewhere. */
function InstallLine() {
  const t = useWords(words);
  const title = useWords(installWords)('title');
  const { install } = useInstalling();
  const inside = (
    <>
      <span className={listStyles.text}>
        {title}
        <span className={textStyles.soft}>{t('installHint')}</span>
      </span>
      <RightOutline aria-hidden="true" />
    </>
  );
  return install ? (
    <button type="button" className={listStyles.item} onClick={install}>
      {inside}
    </button>
  ) : (
    <a className={listStyles.item} href="/download">
      {inside}
    </a>
  );
}

function Sessions() {
  const t = useWords(sessionWords);
  const sessions = useSessions();
  return (
    <section className={cardStyles.card}>
      <h2>{t('sessions')}</h2>
      {sessions.isPending && <Waiting blocks={1} />}
      {sessions.error && !sessions.data && (
        <Failure error={sessions.error} retry={() => void sessions.refetch()} />
      )}
      <ul className={listStyles.plain}>
        {sessions.data?.map((session) => (
          <li key={session.id}>
            <SessionLine session={session} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function SessionLine({ session }: { session: SessionResponse }) {
  const { zone } = usePublicProgramme();
  const t = useWords(sessionWords);
  const wechat = useWords(wechatWords);
  const lang = useLang();
  const appName = useAppName();
  const device = session.device || t('unknownDevice');
  const end = useEndSession({
    ended: () => void Toast.show(t('ended')),
    failed: (error) => void Toast.show(problemText(error, lang)),
  });
  return (
    <>
      <span className={listStyles.text}>
        <strong>
          {device} · {appName(session.app)}{' '}
          {session.current && <span className={tagStyles.tag}>{t('thisDevice')}</span>}
          {session.current && session.proof === 'wechat' && ' '}
          {session.proof === 'wechat' && (
            <span className={tagStyles.tag}>{wechat('byWechat')}</span>
          )}
        </strong>
        <span className={textStyles.soft}>
          {t('seen')} {formatInstant(session.seenAt, lang, zone)}
        </span>
      </span>
      {!session.current && (
        <button
          type="button"
          className={buttonsStyles.text}
          aria-label={t('endSessionOf', { device })}
          disabled={end.isPending}
          onClick={() => end.mutate(session)}
        >
          {t('endSession')}
        </button>
      )}
    </>
  );
}

/** 退出登录; asks what is to become of what this device still holds. */
function SignOut() {
  const { me } = useParticipant();
  const t = useWords(words);
  const leave = useLeave(me);
  const { findUnsent } = useSigningOut(me);
  const ask = async () => {
    const unsent = await findUnsent();
    const keeps = unsent.length > 0;
    await Dialog.show({
      title: t('signOutTitle'),
      'aria-label': t('signOutTitle'),
      content: (keeps ? unsent : [t('signOutPlain')]).map((line) => <p key={line}>{line}</p>),
      closeOnAction: true,
      closeOnMaskClick: true,
      actions: [
        {
          key: 'leave',
          text: t(keeps ? 'signOutKeep' : 'signOut'),
          bold: true,
          onClick: () => void leave(false),
        },
        ...(keeps
          ? [
              {
                key: 'clear',
                text: t('signOutClear'),
                danger: true,
                onClick: () => void leave(true),
              },
            ]
          : []),
        { key: 'cancel', text: t('cancel') },
      ],
    });
  };
  return (
    <div className={buttonsStyles.below}>
      <Button color="primary" fill="outline" size="large" block onClick={() => void ask()}>
        {t('signOut')}
      </Button>
    </div>
  );
}
