import { Link } from '@tanstack/react-router';
import { Badge } from 'antd-mobile';
import { BellOutline, UserCircleOutline } from 'antd-mobile-icons';
import { identifiersText } from '../../../forms/sign-in.ts';
import { useText, useWords } from '../../shared/i18n.ts';
import { usePublicProgramme } from '../../shared/participant/public-programme.ts';
import { useParticipant } from '../../shared/participant/session.ts';
import { NewestNotice } from '../notices/newest-notice.tsx';
import { useUnread } from '../notices/unread.ts';
import { LanguageSwitch } from '../parts/language-switch.tsx';
import { Counts } from './counts.tsx';
import { OutboxList } from './outbox-list.tsx';
import { Tiles } from './tiles.tsx';
import { TodayAction, TodayCard } from './today-card.tsx';
import { words } from './words.ts';

/** 健康监测: counts by phase on top, today's report, and the functions of the person's group (SPEC G4.1, G0). */
export function HomePage() {
  const { shortName } = usePublicProgramme();
  const { me, mine } = useParticipant();
  const t = useWords(words);
  const text = useText();
  const group = mine.definition.groups.find(({ code }) => code === mine.groupCode);
  return (
    <div className="ax-page">
      <header className="ax-home-top">
        <div className="ax-home-bar">
          <h1>{text(shortName)}</h1>
          <span className="ax-home-tools">
            <LanguageSwitch />
            <InboxLink />
            <AccountLink />
          </span>
        </div>
        <p className="ax-home-who">
          <strong>{t('hello', { name: me.name })}</strong>
          <span>
            {[identifiersText(mine.identifiers), group && text(group.name)]
              .filter(Boolean)
              .join(' · ')}
          </span>
        </p>
        <Counts />
      </header>
      <main className="ax-main">
        <OutboxList />
        <NewestNotice />
        <TodayCard />
        <Tiles />
      </main>
      <TodayAction />
    </div>
  );
}

function InboxLink() {
  const { code } = usePublicProgramme();
  const t = useWords(words);
  const count = useUnread().data?.count ?? 0;
  return (
    <Link
      className="ax-icon-button"
      to="/$programme/inbox"
      params={{ programme: code }}
      aria-label={count > 0 ? t('inboxUnread', { count }) : t('inbox')}
    >
      <Badge content={count > 0 ? (count > 99 ? '99+' : count) : null}>
        <BellOutline aria-hidden="true" />
      </Badge>
    </Link>
  );
}

function AccountLink() {
  const { code } = usePublicProgramme();
  const t = useWords(words);
  return (
    <Link
      className="ax-icon-button"
      to="/$programme/account"
      params={{ programme: code }}
      aria-label={t('account')}
    >
      <UserCircleOutline aria-hidden="true" />
    </Link>
  );
}
