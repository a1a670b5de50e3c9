import { useQuery } from '@tanstack/react-query';
import { demo } from '../../platform/system.ts';
import { formatInstant } from '../shared/format.ts';
import { useLang, useText, useWords } from '../shared/i18n.ts';
import { queryFor } from '../shared/query-for.ts';
import { NoDemo } from './demo-page.tsx';
import styles from './outbox-page.module.css';
import partsStyles from './parts.module.css';
import { Frame, Message, Waiting } from './parts.tsx';
import { words } from './words.ts';

const EVERY_MS = 2000;

/** What a demo did not send, and its captcha answers, as they are made. */
export function OutboxPage() {
  const t = useWords(words);
  const lang = useLang();
  const text = useText();
  const outbox = useQuery({
    ...queryFor(demo.outbox),
    refetchInterval: ({ state }) => (state.error && !state.data ? false : EVERY_MS),
  });
  return (
    <Frame title={t('outbox')}>
      {outbox.isPending && <Waiting />}
      {outbox.error && !outbox.data && (
        <NoDemo error={outbox.error} retry={() => void outbox.refetch()} />
      )}
      {outbox.data && <p>{t('outboxIntro')}</p>}
      {outbox.data?.length === 0 && (
        <Message title={t('outboxEmpty')}>
          <p>{t('outboxEmptyHint')}</p>
        </Message>
      )}
      <ul className={styles.outbox} aria-live="polite">
        {outbox.data?.map((message) => (
          <li
            key={`${message.at} ${message.to} ${message.text.en}`}
            className={`${partsStyles.card} ${styles.sent}`}
          >
            <span className={styles.kind}>{t(message.kind)}</span>
            <strong className={styles.text}>{text(message.text)}</strong>
            <span className={partsStyles.soft}>
              {formatInstant(message.at, lang)}
              {message.to && ` · ${t('to', { to: message.to })}`}
            </span>
          </li>
        ))}
      </ul>
    </Frame>
  );
}
