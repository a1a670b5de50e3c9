import { useParams } from '@tanstack/react-router';
import { Button } from 'antd-mobile';
import { ExclamationCircleOutline, FileOutline } from 'antd-mobile-icons';
import type { ReactNode } from 'react';
import { useLang, useWords } from '../../shared/i18n.ts';
import { problemText } from '../../shared/problems.ts';
import { words } from '../words.ts';

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
    <div className="ax-empty-page">
      <span className="ax-empty-icon" aria-hidden="true">
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

/** Within a programme the way goes on at its home page; an installed app ends there. */
export function NotFound() {
  const t = useWords(words);
  const { programme } = useParams({ strict: false });
  return (
    <main className="ax-page">
      <Empty title={t('notFoundTitle')} alone>
        <p>{t('notFound')}</p>
        <a className="ax-link" href={programme ? `/portal/${programme}/` : '/'}>
          {t(programme ? 'toHome' : 'toFront')}
        </a>
      </Empty>
    </main>
  );
}

/** The shape of what is about to be there. */
export function Waiting({ blocks = 3 }: { blocks?: number }) {
  const t = useWords(words);
  return (
    <div className="ax-waiting" role="status" aria-label={t('loading')}>
      {Array.from({ length: blocks }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: grey boxes, all alike
        <div key={index} className="ax-ghost" />
      ))}
    </div>
  );
}
