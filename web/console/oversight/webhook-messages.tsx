import { CheckCircleOutlined, CloseCircleOutlined, SyncOutlined } from '@ant-design/icons';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Button, Collapse } from 'antd';
import { oversight, webhookKinds } from '../../../modules/oversight/contract.ts';
import type { ResponseOf } from '../../../platform/contract.ts';
import { EmptyState, ErrorState, Loading } from '../../shared/antd/pc-parts.tsx';
import { StateMark } from '../../shared/antd/states.tsx';
import { call } from '../../shared/api.ts';
import { formatInstant } from '../../shared/format.ts';
import { useLang, useWords } from '../../shared/i18n.ts';
import { problemText } from '../../shared/problems.ts';
import { pagesFor } from '../../shared/query-for.ts';
import textStyles from '../../shared/text.module.css';
import { useProgramme } from '../shell/programme.tsx';
import { webhookWords } from './webhook-words.ts';
import styles from './webhooks.module.css';

type Message = ResponseOf<typeof oversight.webhookMessages>['items'][number];

/** Why a message was not taken. */
export function useFailure() {
  const t = useWords(webhookWords);
  return ({ status, failure }: Pick<Message, 'status' | 'failure'>) =>
    failure === null
      ? t('status', { status: status ?? '' })
      : t(`failure_${failure}` as 'failure_no_answer');
}

/** What an address was told, newest first. */
export function WebhookMessages({ webhookId }: { webhookId: string }) {
  const t = useWords(webhookWords);
  const list = useInfiniteQuery({
    ...pagesFor(oversight.webhookMessages, { params: { id: webhookId } }),
    refetchInterval: 15_000,
  });
  if (list.isError) return <ErrorState error={list.error} retry={() => void list.refetch()} />;
  if (!list.data) return <Loading rows={4} />;
  const messages = list.data.pages.flatMap(({ items }) => items);
  return (
    <section>
      <h3>{t('messages')}</h3>
      {messages.length === 0 ? (
        <EmptyState title={t('noMessages')} hint={t('noMessagesHint')} />
      ) : (
        <Messages webhookId={webhookId} messages={messages} />
      )}
      {list.hasNextPage && (
        <Button block loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {t('more')}
        </Button>
      )}
    </section>
  );
}

function Messages({ webhookId, messages }: { webhookId: string; messages: Message[] }) {
  const t = useWords(webhookWords);
  const lang = useLang();
  const { zone } = useProgramme().definition;
  return (
    <Collapse
      size="small"
      items={messages.map((message) => ({
        key: message.id,
        label: (
          <span className={styles.message}>
            <span>
              {message.kind === 'test' ? t('kind_test') : webhookKinds[message.kind][lang]}
            </span>
            <span className={`${textStyles.soft} ${textStyles.number}`}>
              {formatInstant(message.createdAt, lang, zone)}
            </span>
            <Result message={message} />
          </span>
        ),
        children: (
          <>
            <pre className={styles.body}>{JSON.stringify(JSON.parse(message.body), null, 2)}</pre>
            {!message.taken && <Resend webhookId={webhookId} id={message.id} />}
          </>
        ),
      }))}
    />
  );
}

function Result({ message }: { message: Message }) {
  const t = useWords(webhookWords);
  const lang = useLang();
  const why = useFailure()(message);
  const { zone } = useProgramme().definition;
  const { taken, status, tries, triedAt, nextTryAt } = message;
  if (taken) {
    return (
      <StateMark colour="done" icon={<CheckCircleOutlined />}>
        {t('taken', { status: status ?? '' })}
      </StateMark>
    );
  }
  if (triedAt === null) {
    return (
      <StateMark colour="due" icon={<SyncOutlined />}>
        {t('sending')}
      </StateMark>
    );
  }
  const said = nextTryAt
    ? t('waitingUntil', { why, time: formatInstant(nextTryAt, lang, zone) })
    : t('givenUp', { why });
  return (
    <StateMark colour="missed" icon={<CloseCircleOutlined />}>
      {said} · {t('tries', { count: tries })}
    </StateMark>
  );
}

function Resend({ webhookId, id }: { webhookId: string; id: string }) {
  const t = useWords(webhookWords);
  const lang = useLang();
  const queries = useQueryClient();
  const { message } = App.useApp();
  const resend = useMutation({
    mutationFn: () =>
      call(oversight.resendWebhookMessage, { params: { id: webhookId, messageId: id } }),
    onSettled: () => void queries.invalidateQueries({ queryKey: [oversight.webhookMessages.url] }),
    onError: (error) => void message.error(problemText(error, lang)),
  });
  return (
    <Button size="small" loading={resend.isPending} onClick={() => resend.mutate()}>
      {t('resend')}
    </Button>
  );
}
