import { Button } from 'antd-mobile';
import { MessageOutline } from 'antd-mobile-icons';
import type { ReactNode } from 'react';
import {
  type FeedbackState,
  feedbackKindNames,
  feedbackStateNames,
} from '../../../modules/feedback/contract.ts';
import { formatInstant } from '../format.ts';
import { useLang, useText, useWords } from '../i18n.ts';
import buttonsStyles from '../phone/buttons.module.css';
import listStyles from '../phone/list.module.css';
import { Empty, Failure, Waiting } from '../phone/messages.tsx';
import tagStyles from '../phone/tag.module.css';
import textStyles from '../text.module.css';
import styles from './phone.module.css';
import { useSender } from './sender.tsx';
import { type OwnFeedback, useOwnFeedback } from './use-threads.ts';
import { feedbackWords } from './words.ts';

/** 我的反馈: what one has sent; `link` leads to one of them. */
export function MyFeedback(props: {
  link: (id: number, className: string | undefined, inside: ReactNode) => ReactNode;
}) {
  const t = useWords(feedbackWords);
  const { list, items } = useOwnFeedback();
  return (
    <>
      <h2 className={styles.title}>{t('mine')}</h2>
      {list.error && !list.data && <Failure error={list.error} retry={() => void list.refetch()} />}
      {list.isPending && <Waiting blocks={2} />}
      {list.data && items.length === 0 && (
        <Empty title={t('noneYet')} icon={<MessageOutline />}>
          <p>{t('noneYetText')}</p>
        </Empty>
      )}
      {items.length > 0 && (
        <ul className={listStyles.list}>
          {items.map((each) => (
            <li key={each.id}>{props.link(each.id, listStyles.item, <Line feedback={each} />)}</li>
          ))}
        </ul>
      )}
      {list.hasNextPage && (
        <div className={buttonsStyles.below}>
          <Button
            fill="outline"
            color="primary"
            loading={list.isFetchingNextPage}
            onClick={() => void list.fetchNextPage()}
          >
            {t('more')}
          </Button>
        </div>
      )}
    </>
  );
}

/** Where feedback stands; an answer is what the person waits for. */
export function StateTag({ state }: { state: FeedbackState }) {
  const text = useText();
  const look = state === 'answered' ? tagStyles.due : '';
  return <span className={`${tagStyles.tag} ${look}`}>{text(feedbackStateNames[state])}</span>;
}

function Line({ feedback }: { feedback: OwnFeedback }) {
  const { zone } = useSender();
  const t = useWords(feedbackWords);
  const lang = useLang();
  const text = useText();
  const { kind, state, excerpt, photoCount, sentAt } = feedback;
  const facts = [
    formatInstant(sentAt, lang, zone),
    ...(photoCount > 0 ? [t('photoCount', { count: photoCount })] : []),
  ];
  return (
    <>
      <span className={listStyles.text}>
        <span className={styles.head}>
          <StateTag state={state} />
          <strong>{text(feedbackKindNames[kind])}</strong>
        </span>
        <span translate="no">{excerpt}</span>
        <span className={textStyles.soft}>{facts.join(' · ')}</span>
      </span>
      <span className={listStyles.go}>{t('open')}</span>
    </>
  );
}
