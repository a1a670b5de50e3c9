import { Link } from '@tanstack/react-router';
import { Button } from 'antd-mobile';
import { BellOutline } from 'antd-mobile-icons';
import { formatInstant } from '../../shared/format.ts';
import { useLang, useText, useWords } from '../../shared/i18n.ts';
import buttons from '../../shared/phone/buttons.module.css';
import list from '../../shared/phone/list.module.css';
import { Empty, Failure, Waiting } from '../../shared/phone/messages.tsx';
import { Page } from '../../shared/phone/page.tsx';
import tag from '../../shared/phone/tag.module.css';
import text from '../../shared/text.module.css';
import { type Notice, useInbox } from './data.ts';
import { words } from './words.ts';

/** What changed for somebody at their sites, newest first. */
export function InboxPage() {
  const t = useWords(words);
  const { inbox, items } = useInbox();
  return (
    <Page title={t('inbox')}>
      {inbox.error && !inbox.data && (
        <Failure error={inbox.error} retry={() => void inbox.refetch()} />
      )}
      {inbox.isPending && <Waiting />}
      {inbox.data && items.length === 0 && (
        <Empty title={t('empty')} icon={<BellOutline />}>
          <p>{t('emptyText')}</p>
        </Empty>
      )}
      {items.length > 0 && (
        <ul className={list.list}>
          {items.map((notice) => (
            <li key={notice.id}>
              <NoticeLine notice={notice} />
            </li>
          ))}
        </ul>
      )}
      {inbox.hasNextPage && (
        <div className={buttons.below}>
          <Button fill="outline" color="primary" onClick={() => void inbox.fetchNextPage()}>
            {t('more')}
          </Button>
        </div>
      )}
    </Page>
  );
}

/** One that points somewhere leads there. */
function NoticeLine({ notice }: { notice: Notice }) {
  const t = useWords(words);
  const lang = useLang();
  const inLang = useText();
  const inside = (
    <span className={list.text}>
      <span>
        {notice.readAt === null && <span className={`${tag.tag} ${tag.due}`}>{t('isNew')}</span>}{' '}
        {inLang(notice)}
      </span>
      <span className={text.soft}>{formatInstant(notice.createdAt, lang)}</span>
    </span>
  );
  if (notice.link === null) return <div className={list.item}>{inside}</div>;
  return (
    <Link className={list.item} to={notice.link}>
      {inside}
      <span className={list.go}>{t('open')}</span>
    </Link>
  );
}
