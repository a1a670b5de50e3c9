import { useNavigate } from '@tanstack/react-router';
import { Button } from 'antd-mobile';
import { BellOutline } from 'antd-mobile-icons';
import { formatInstant } from '../../shared/format.ts';
import { useLang, useText, useWords } from '../../shared/i18n.ts';
import { type Notice, useInbox, useNoticeAddress } from '../../shared/participant/notices.ts';
import { usePublicProgramme } from '../../shared/participant/public-programme.ts';
import buttonsStyles from '../../shared/phone/buttons.module.css';
import listStyles from '../../shared/phone/list.module.css';
import { Empty, Failure, Waiting } from '../../shared/phone/messages.tsx';
import { Page } from '../../shared/phone/page.tsx';
import tagStyles from '../../shared/phone/tag.module.css';
import textStyles from '../../shared/text.module.css';
import { words } from './words.ts';

/** One's notices, newest first; seeing them marks them as read. */
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
  const { zone } = usePublicProgramme();
  const t = useWords(words);
  const lang = useLang();
  const text = useText();
  const navigate = useNavigate();
  const address = useNoticeAddress()(notice);
  const inside = (
    <span className={listStyles.text}>
      <span>
        {notice.readAt === null && (
          <span className={`${tagStyles.tag} ${tagStyles.due}`}>{t('isNew')}</span>
        )}{' '}
        {text(notice)}
      </span>
      <span className={textStyles.soft}>{formatInstant(notice.createdAt, lang, zone)}</span>
    </span>
  );
  if (!address) return <div className={listStyles.item}>{inside}</div>;
  const open = () => void navigate({ to: address });
  return (
    <button type="button" className={listStyles.item} onClick={open}>
      {inside}
      <span className={listStyles.go}>{t('open')}</span>
    </button>
  );
}
