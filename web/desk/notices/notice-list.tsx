import { Link } from '@tanstack/react-router';
import { Tag, theme } from 'antd';
import { formatInstant } from '../../shared/format.ts';
import { useLang, useText, useWords } from '../../shared/i18n.ts';
import { type Notice, useNoticeAddress } from '../../shared/participant/notices.ts';
import { usePublicProgramme } from '../../shared/participant/public-programme.ts';
import textStyles from '../../shared/text.module.css';
import styles from './notice-list.module.css';
import { words } from './words.ts';

/** Notices, newest first; one that points somewhere leads there. */
export function NoticeList({ items, onOpen }: { items: Notice[]; onOpen?: () => void }) {
  return (
    <ul className={styles.notices}>
      {items.map((notice) => (
        <li key={notice.id}>
          <NoticeLine {...{ notice }} {...(onOpen && { onOpen })} />
        </li>
      ))}
    </ul>
  );
}

function NoticeLine({ notice, onOpen }: { notice: Notice; onOpen?: () => void }) {
  const { zone } = usePublicProgramme();
  const { token } = theme.useToken();
  const t = useWords(words);
  const lang = useLang();
  const text = useText();
  const { readAt, createdAt } = notice;
  const address = useNoticeAddress()(notice);
  return (
    <>
      <p>
        {readAt === null && <Tag color={token.colorPrimary}>{t('isNew')}</Tag>}
        {text(notice)}
      </p>
      <p className={textStyles.soft}>
        {formatInstant(createdAt, lang, zone)}
        {address && (
          <Link to={address} onClick={onOpen}>
            {t('open')}
          </Link>
        )}
      </p>
    </>
  );
}
