import { Button } from 'antd-mobile';
import { ExclamationCircleOutline, FileOutline } from 'antd-mobile-icons';
import type { ReactNode } from 'react';
import { useLang, useWords } from '../i18n.ts';
import { problemText } from '../problems.ts';
import styles from './messages.module.css';
import { words } from './words.ts';

/** Says that there is nothing here, and what to do next. */
export function Empty(props: {
  title: string;
  children?: ReactNode;
  icon?: ReactNode;
  /** There is no other title on the page. */
  alone?: boolean;
}) {
  const Title = props.alone ? 'h1' : 'h2';
  return (
    <div className={styles.empty}>
      <span className={styles.icon} aria-hidden="true">
        {props.icon ?? <FileOutline />}
      </span>
      <Title>{props.title}</Title>
      {props.children}
    </div>
  );
}

/** Something could not be loaded: why, and a way to try again. */
export function Failure({ error, retry }: { error: unknown; retry: () => void }) {
  const lang = useLang();
  const t = useWords(words);
  return (
    <Empty title={t('failedTitle')} icon={<ExclamationCircleOutline />}>
      <p role="alert">{problemText(error, lang)}</p>
      <Button color="primary" fill="outline" onClick={retry}>
        {t('retry')}
      </Button>
    </Empty>
  );
}

/** The shape of what is about to be there. */
export function Waiting({ blocks = 3 }: { blocks?: number }) {
  const t = useWords(words);
  return (
    <div className={styles.waiting} role="status" aria-busy="true" aria-label={t('loading')}>
      {Array.from({ length: blocks }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: grey boxes, all alike
        <div key={index} className={styles.ghost} />
      ))}
    </div>
  );
}
