import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button, Popconfirm, Select, Tag } from 'antd';
import { useState } from 'react';
import { codes, type OrderState, orderStateNames } from '../../../modules/codes/contract.ts';
import type { ResponseOf } from '../../../platform/contract.ts';
import { EmptyState, ErrorState, Loading, PageHead, Panel } from '../../shared/antd/pc-parts.tsx';
import { call } from '../../shared/api.ts';
import { CodeMark } from '../../shared/codes/code-mark.tsx';
import { formatAge, formatInstant } from '../../shared/format.ts';
import { useLang, useText, useWords } from '../../shared/i18n.ts';
import { problemText } from '../../shared/problems.ts';
import { pagesFor } from '../../shared/query-for.ts';
import { serverNow } from '../../shared/server-time.ts';
import { useCurrentUser } from '../../shared/staff/current-user.ts';
import textStyles from '../../shared/text.module.css';
import { useAddress, usePersonDrawer } from '../shell/address.ts';
import { MoreRows } from '../shell/data-table.tsx';
import filtersStyles from '../shell/filters.module.css';
import marginsStyles from '../shell/margins.module.css';
import { RequirePermission } from '../shell/pages.tsx';
import { useProgramme } from '../shell/programme.tsx';
import { useCan } from '../shell/session.ts';
import { AnswerDialog } from './answer-dialog.tsx';
import styles from './cards.module.css';
import { NameSearch } from './name-search.tsx';
import { OrderDialog } from './order-dialog.tsx';
import { PersonHead } from './person-head.tsx';
import { ShownNow } from './shown-now.tsx';
import { WithReason } from './with-reason.tsx';
import { codeWords } from './words.ts';

/** Has every phone of the programme get a new code at once. */
function Recall() {
  const t = useWords(codeWords);
  const can = useCan();
  const { id: programmeId } = useProgramme();
  if (!can('code.recall')) return null;
  return (
    <WithReason
      label={t('recall')}
      hint={t('recallHint')}
      done={t('recalled')}
      send={(body) => call(codes.recall, { body: { programmeId, ...body } })}
    />
  );
}

type Order = ResponseOf<typeof codes.orders>['items'][number];

const states = Object.keys(orderStateNames) as OrderState[];

/** Colours that are given and ended by hand, with those that wait for approval. */
export default function Orders() {
  return (
    <RequirePermission permission="code.read">
      <OrderList />
    </RequirePermission>
  );
}

function OrderList() {
  const t = useWords(codeWords);
  const text = useText();
  const { id: programmeId } = useProgramme();
  const address = useAddress();
  const can = useCan();
  const [name, setName] = useState('');
  // Who approves comes for what waits; everybody else to see what became of things.
  const usual = can('code.approve') ? 'proposed' : 'all';
  const asked = address.text('state') ?? usual;
  const state = states.find((each) => each === asked);
  const orders = useInfiniteQuery(
    pagesFor(codes.orders, {
      body: { programmeId, ...(state && { state }), ...(name && { name }) },
    }),
  );
  const rows = orders.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <>
      <PageHead title={t('orders')}>
        <Recall />
      </PageHead>
      <Alert className={marginsStyles.below} type="info" showIcon title={t('ordersNote')} />
      <Panel>
        <div className={filtersStyles.filters}>
          <Select<string>
            className={filtersStyles.group}
            aria-label={t('state')}
            value={state ?? 'all'}
            options={[
              ...states.map((value) => ({ value, label: text(orderStateNames[value]) })),
              { value: 'all', label: t('all') },
            ]}
            onChange={(next) => address.set({ state: next === usual ? undefined : next })}
          />
          <NameSearch onSearch={setName} />
        </div>
        {orders.isError && <ErrorState error={orders.error} retry={() => void orders.refetch()} />}
        {orders.isPending && <Loading rows={6} />}
        {orders.data && rows.length === 0 && (
          <EmptyState
            title={t(state === 'proposed' && !name ? 'noneWaiting' : 'noOrders')}
            hint={t('noOrdersHint')}
          />
        )}
        <ul className={styles.cards}>
          {rows.map((order) => (
            <li key={order.id} className={styles.card}>
              <OrderCard order={order} />
            </li>
          ))}
        </ul>
        <MoreRows pages={orders} count={rows.length} />
      </Panel>
    </>
  );
}

const stateColours: Record<OrderState, string> = {
  proposed: 'processing',
  approved: 'default',
  refused: 'default',
  withdrawn: 'default',
};

function OrderCard({ order }: { order: Order }) {
  const t = useWords(codeWords);
  const lang = useLang();
  const text = useText();
  const { zone } = useProgramme().definition;
  const { open } = usePersonDrawer();
  const { colour, label, isEnd, place, reason, evidence, state, proposedBy, proposedAt } = order;
  const time = (instant: string) => formatInstant(instant, lang, zone);
  return (
    <>
      <div className={styles.line}>
        <Tag color={stateColours[state]}>{text(orderStateNames[state])}</Tag>
        <strong>{t(isEnd ? 'end' : 'give')}</strong>
        <CodeMark colour={colour} />
        <span>{text(label)}</span>
      </div>
      <PersonHead person={order.person} onOpen={() => open(order.person.enrolmentId)} />
      <dl className={styles.facts}>
        {state === 'proposed' && <ShownNow now={order.now} />}
        <dt>{t('reason')}</dt>
        <dd>{reason}</dd>
        <dt>{t('evidenceLabel')}</dt>
        <dd>{evidence}</dd>
        <dt>{t('by')}</dt>
        <dd>
          {proposedBy.name} · {text(place)}{' '}
          <span className={textStyles.soft}>
            {time(proposedAt)}
            {state === 'proposed' && ` · ${formatAge(Date.parse(proposedAt), lang, serverNow())}`}
          </span>
        </dd>
        {order.decidedBy && order.decidedAt && (
          <>
            <dt>{t('decided')}</dt>
            <dd>
              {order.decidedBy} <span className={textStyles.soft}>{time(order.decidedAt)}</span>
              {order.note && <div>{order.note}</div>}
            </dd>
          </>
        )}
      </dl>
      <Actions order={order} />
    </>
  );
}

/** After anything was done, whatever came of it, all is asked anew that shows it. */
function useRefresh() {
  const queries = useQueryClient();
  return () => {
    for (const { url } of [codes.orders, codes.orderCount, codes.person]) {
      void queries.invalidateQueries({ queryKey: [url] });
    }
  };
}

function Actions({ order }: { order: Order }) {
  const { id, state, isEnd, mayDecide, proposedBy, person, label } = order;
  const t = useWords(codeWords);
  const text = useText();
  const lang = useLang();
  const can = useCan();
  const { personId } = useCurrentUser();
  const { message } = App.useApp();
  const refresh = useRefresh();
  const [refusing, setRefusing] = useState(false);
  const [ending, setEnding] = useState(false);
  const params = { id };
  const step = useMutation({
    mutationFn: (what: 'approve' | 'withdraw') =>
      call(what === 'approve' ? codes.approveOrder : codes.withdrawOrder, { params }),
    onSuccess: (_, what) => void message.success(t(`did_${what}`)),
    onError: (error) => void message.error(problemText(error, lang)),
    onSettled: refresh,
  });
  const isOwn = state === 'proposed' && proposedBy.personId === personId;
  const mayEnd = state === 'approved' && !isEnd && can('code.assign');
  if (!mayDecide && !isOwn && !mayEnd) return null;
  return (
    <div className={styles.actions}>
      {mayDecide && (
        <>
          <Popconfirm
            title={t('approveAsk')}
            okText={t('approve')}
            cancelText={t('cancel')}
            onConfirm={() => step.mutate('approve')}
          >
            <Button type="primary" loading={step.isPending}>
              {t('approve')}
            </Button>
          </Popconfirm>
          <Button onClick={() => setRefusing(true)}>{t('refuse')}</Button>
        </>
      )}
      {isOwn && (
        <>
          <Button loading={step.isPending} onClick={() => step.mutate('withdraw')}>
            {t('withdraw')}
          </Button>
          <span className={textStyles.soft}>{t('ownOrder')}</span>
        </>
      )}
      {mayEnd && <Button onClick={() => setEnding(true)}>{t('endOrder')}</Button>}
      <AnswerDialog
        open={refusing}
        title={t('refuse')}
        label={t('refuseReason')}
        done={t('did_refuse')}
        name="note"
        maxLength={500}
        send={(note) => call(codes.refuseOrder, { params, body: { note } })}
        onClose={() => setRefusing(false)}
        onSettled={refresh}
      />
      <OrderDialog
        open={ending}
        title={t('endTitle', { name: person.name, label: text(label) })}
        send={({ reason, evidence }) =>
          call(codes.proposeEnd, { params, body: { reason, evidence } })
        }
        onClose={() => setEnding(false)}
        onDone={refresh}
      />
    </div>
  );
}
