import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Button } from 'antd-mobile';
import { BellOutline } from 'antd-mobile-icons';
import { useEffect, useRef } from 'react';
import { notices } from '../../../modules/notices/contract.ts';
import type { ResponseOf } from '../../../platform/contract.ts';
import { call } from '../../shared/api.ts';
import { formatInstant } from '../../shared/format.ts';
import { useLang, useText, useWords } from '../../shared/i18n.ts';
import { usePublicProgramme } from '../../shared/participant/public-programme.ts';
import buttonsStyles from '../../shared/phone/buttons.module.css';
import listStyles from '../../shared/phone/list.module.css';
import { Empty, Failure, Waiting } from '../../shared/phone/messages.tsx';
import { Page } from '../../shared/phone/page.tsx';
import tagStyles from '../../shared/phone/tag.module.css';
import { pagesFor } from '../../shared/query-for.ts';
import textStyles from '../../shared/text.module.css';
import { words } from './words.ts';

type Notice = ResponseOf<typeof notices.mine>['items'][number];

/** One's notices, newest first; seeing them marks them as read. */
export function InboxPage() {
  const t = useWords(words);
  const queries = useQueryClient();
  const inbox = useInfiniteQuery(pagesFor(notices.mine, { query: { limit: 30 } }));
  const items = inbox.data?.pages.flatMap((page) => page.items) ?? [];
  const newest = items[0]?.id;
  const marked = useRef<number>(undefined);
  useEffect(() => {
    if (newest === undefined || marked.current === newest) return;
    marked.current = newest;
    call(notices.read, { body: { upTo: newest } })
      .then(() => queries.invalidateQueries({ queryKey: [notices.unread.url] }))
      // They stay unread then; nothing is lost.
      .catch(() => undefined);
  }, [newest, queries]);
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
        <ul className={listStyles.list}>
          {items.map((notice) => (
            <li key={notice.id}>
              <NoticeLine notice={notice} />
            </li>
          ))}
        </ul>
      )}
      {inbox.hasNextPage && (
        <div className={buttonsStyles.below}>
          <Button fill="outline" color="primary" onClick={() => void inbox.fetchNextPage()}>
            {t('more')}
          </Button>
        </div>
      )}
    </Page>
  );
}

function NoticeLine({ notice }: { notice: Notice }) {
  const { code, zone } = usePublicProgramme();
  const t = useWords(words);
  const lang = useLang();
  const text = useText();
  const navigate = useNavigate();
  const { link } = notice;
  const inside = (
    <span className={listStyles.text}>
      <span>
        {notice.readAt === null && (
          <span className={`${tagStyles.tag} ${tagStyles.open}`}>{t('isNew')}</span>
        )}{' '}
        {text(notice)}
      </span>
      <span className={textStyles.soft}>{formatInstant(notice.createdAt, lang, zone)}</span>
    </span>
  );
  if (!link) return <div className={listStyles.item}>{inside}</div>;
  const open = () => void navigate({ to: `/${code}${link.startsWith('/') ? link : `/${link}`}` });
  return (
    <button type="button" className={listStyles.item} onClick={open}>
      {inside}
      <span className={listStyles.go}>{t('open')}</span>
    </button>
  );
}
