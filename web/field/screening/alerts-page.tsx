import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd-mobile';
import { useState } from 'react';
import { screening } from '../../../modules/screening/contract.ts';
import type { ResponseOf } from '../../../platform/contract.ts';
import { call } from '../../shared/api.ts';
import { formatInstant } from '../../shared/format.ts';
import { useLang, useWords } from '../../shared/i18n.ts';
import card from '../../shared/phone/card.module.css';
import fieldStyles from '../../shared/phone/field.module.css';
import { Field } from '../../shared/phone/field.tsx';
import list from '../../shared/phone/list.module.css';
import { Empty, Failure, Waiting } from '../../shared/phone/messages.tsx';
import { Page } from '../../shared/phone/page.tsx';
import { Sheet } from '../../shared/phone/sheet.tsx';
import { problemText } from '../../shared/problems.ts';
import { pagesFor } from '../../shared/query-for.ts';
import text from '../../shared/text.module.css';
import { RecordLine } from './records/records-page.tsx';
import { words } from './words.ts';

type Alert = ResponseOf<typeof screening.alerts>['items'][number];

/** High temperatures at one's sites: each stays until somebody has said what was done. */
export function AlertsPage() {
  const t = useWords(words);
  const [state, setState] = useState<'open' | 'closed'>('open');
  const query = useInfiniteQuery(pagesFor(screening.alerts, { query: { state } }));
  const alerts = query.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <Page title={t('alerts')}>
      <section className={card.card}>
        <Field label={t('alertState')}>
          {(control) => (
            <select
              {...control}
              className={`${fieldStyles.input} ${fieldStyles.select}`}
              value={state}
              onChange={({ target }) => setState(target.value as typeof state)}
            >
              <option value="open">{t('alertsOpen')}</option>
              <option value="closed">{t('alertsClosed')}</option>
            </select>
          )}
        </Field>
      </section>
      {query.isPending && <Waiting />}
      {query.isError && <Failure error={query.error} retry={() => void query.refetch()} />}
      {query.isSuccess && alerts.length === 0 && (
        <Empty title={t(state === 'open' ? 'noAlerts' : 'noClosedAlerts')} />
      )}
      {alerts.length > 0 && (
        <ul className={list.list}>
          {alerts.map((alert) => (
            <li key={alert.id}>
              <RecordLine row={alert.check} />
              <Outcome alert={alert} />
            </li>
          ))}
        </ul>
      )}
      {query.hasNextPage && (
        <Button block fill="none" onClick={() => void query.fetchNextPage()}>
          {t('more')}
        </Button>
      )}
    </Page>
  );
}

function Outcome({ alert }: { alert: Alert }) {
  const t = useWords(words);
  const lang = useLang();
  const [closing, setClosing] = useState(false);
  if (alert.closedAt) {
    const by = { name: alert.closedBy ?? '', time: formatInstant(alert.closedAt, lang) };
    return (
      <div className={list.item}>
        <span className={list.text}>
          <span>{alert.note}</span>
          <span className={text.soft}>{t('closedBy', by)}</span>
        </span>
      </div>
    );
  }
  return (
    <div className={list.item}>
      <Button block color="primary" fill="outline" onClick={() => setClosing(true)}>
        {t('close')}
      </Button>
      {closing && <CloseSheet id={alert.id} onClose={() => setClosing(false)} />}
    </div>
  );
}

function CloseSheet({ id, onClose }: { id: number; onClose: () => void }) {
  const t = useWords(words);
  const lang = useLang();
  const queries = useQueryClient();
  const [note, setNote] = useState('');
  const [isMissing, setIsMissing] = useState(false);
  const close = useMutation({
    mutationFn: () => call(screening.closeAlert, { params: { id }, body: { note } }),
    onSuccess: async () => {
      onClose();
      await queries.invalidateQueries({ queryKey: [screening.alerts.url] });
    },
  });
  const mistake = isMissing ? t('noteNeeded') : close.error && problemText(close.error, lang);
  return (
    <Sheet title={t('close')} onClose={onClose}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          setIsMissing(note.trim() === '');
          if (note.trim() !== '') close.mutate();
        }}
      >
        <Field label={t('note')} hint={t('noteHint')} error={mistake ?? undefined}>
          {(control) => (
            <input
              {...control}
              className={fieldStyles.input}
              maxLength={500}
              value={note}
              onChange={({ target }) => setNote(target.value)}
            />
          )}
        </Field>
        <Button block size="large" color="primary" type="submit" loading={close.isPending}>
          {t('save')}
        </Button>
      </form>
    </Sheet>
  );
}
