import { Link } from '@tanstack/react-router';
import { Button, Tag } from 'antd';
import {
  type FeedbackState,
  feedbackKindNames,
  feedbackStateNames,
} from '../../../modules/feedback/contract.ts';
import { EmptyState, ErrorState, Loading } from '../../shared/antd/pc-parts.tsx';
import { useSender } from '../../shared/feedback/sender.tsx';
import { type OwnFeedback, useOwnFeedback } from '../../shared/feedback/use-threads.ts';
import { feedbackWords } from '../../shared/feedback/words.ts';
import { formatInstant } from '../../shared/format.ts';
import { useLang, useText, useWords } from '../../shared/i18n.ts';
import { usePublicProgramme } from '../../shared/participant/public-programme.ts';
import textStyles from '../../shared/text.module.css';
import { colours } from '../../shared/tokens.ts';
import styles from './feedback.module.css';

/** 我的反馈, newest first. */
export function MyFeedback() {
  const t = useWords(feedbackWords);
  const { list, items } = useOwnFeedback();
  if (list.error && !list.data) {
    return <ErrorState error={list.error} retry={() => void list.refetch()} />;
  }
  if (list.isPending) return <Loading rows={4} />;
  if (items.length === 0) return <EmptyState title={t('noneYet')} hint={t('noneYetText')} />;
  return (
    <>
      <ul className={styles.list}>
        {items.map((each) => (
          <li key={each.id}>
            <Line feedback={each} />
          </li>
        ))}
      </ul>
      {list.hasNextPage && (
        <Button loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {t('more')}
        </Button>
      )}
    </>
  );
}

/** An answer is what the person waits for. */
export function StateTag({ state }: { state: FeedbackState }) {
  const text = useText();
  return (
    <Tag {...(state === 'answered' && { color: colours.ink })}>
      {text(feedbackStateNames[state])}
    </Tag>
  );
}

function Line({ feedback }: { feedback: OwnFeedback }) {
  const { code } = usePublicProgramme();
  const { zone } = useSender();
  const t = useWords(feedbackWords);
  const lang = useLang();
  const text = useText();
  const { id, kind, state, excerpt, photoCount, sentAt } = feedback;
  const facts = [
    formatInstant(sentAt, lang, zone),
    ...(photoCount > 0 ? [t('photoCount', { count: photoCount })] : []),
  ];
  return (
    <>
      <p className={styles.head}>
        <StateTag state={state} />
        <Link to="/$programme/feedback/$feedback" params={{ programme: code, feedback: `${id}` }}>
          {text(feedbackKindNames[kind])}
        </Link>
        <span className={textStyles.soft}>{facts.join(' · ')}</span>
      </p>
      <p className={styles.words} translate="no">
        {excerpt}
      </p>
    </>
  );
}
