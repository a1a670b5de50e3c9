import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Select, Tag } from 'antd';
import { useState } from 'react';
import { type AppealState, appealStateNames, codes } from '../../../modules/codes/contract.ts';
import type { ResponseOf } from '../../../platform/contract.ts';
import { EmptyState, ErrorState, Loading, PageHead, Panel } from '../../shared/antd/pc-parts.tsx';
import { call } from '../../shared/api.ts';
import { CodeMark } from '../../shared/codes/code-mark.tsx';
import { useReasonWords } from '../../shared/codes/reason.ts';
import { formatAge, formatAhead, formatInstant } from '../../shared/format.ts';
import { useLang, useText, useWords } from '../../shared/i18n.ts';
import { pagesFor } from '../../shared/query-for.ts';
import { serverNow } from '../../shared/server-time.ts';
import textStyles from '../../shared/text.module.css';
import { useAddress, usePersonDrawer } from '../shell/address.ts';
import { MoreRows } from '../shell/data-table.tsx';
import filtersStyles from '../shell/filters.module.css';
import { RequirePermission } from '../shell/pages.tsx';
import { useProgramme } from '../shell/programme.tsx';
import { AnswerDialog } from './answer-dialog.tsx';
import styles from './cards.module.css';
import { NameSearch } from './name-search.tsx';
import { PersonHead } from './person-head.tsx';
import { ShownNow } from './shown-now.tsx';
import { codeWords } from './words.ts';

type Appeal = ResponseOf<typeof codes.appeals>['items'][number];

const states = Object.keys(appealStateNames) as AppealState[];

/** Appeals that one's places are to answer. */
export default function Appeals() {
  return (
    <RequirePermission permission="appeal.decide">
      <AppealList />
    </RequirePermission>
  );
}

function AppealList() {
  const t = useWords(codeWords);
  const text = useText();
  const { id: programmeId } = useProgramme();
  const address = useAddress();
  const asked = address.text('state') ?? 'open';
  const state = states.find((each) => each === asked);
  const [name, setName] = useState('');
  const appeals = useInfiniteQuery(
    pagesFor(codes.appeals, {
      body: { programmeId, ...(state && { state }), ...(name && { name }) },
    }),
  );
  const rows = appeals.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <>
      <PageHead title={t('appeals')} note={t('appealsNote')} />
      <Panel>
        <div className={filtersStyles.filters}>
          <Select<string>
            className={filtersStyles.group}
            aria-label={t('state')}
            value={state ?? 'all'}
            options={[
              ...states.map((value) => ({ value, label: text(appealStateNames[value]) })),
              { value: 'all', label: t('all') },
            ]}
            onChange={(next) => address.set({ state: next === 'open' ? undefined : next })}
          />
          <NameSearch onSearch={setName} />
        </div>
        {appeals.isError && (
          <ErrorState error={appeals.error} retry={() => void appeals.refetch()} />
        )}
        {appeals.isPending && <Loading rows={6} />}
        {appeals.data && rows.length === 0 && (
          <EmptyState title={t('noAppeals')} hint={t('noAppealsHint')} />
        )}
        <ul className={styles.cards}>
          {rows.map((appeal) => (
            <li key={appeal.id} className={styles.card}>
              <AppealCard appeal={appeal} />
            </li>
          ))}
        </ul>
        <MoreRows pages={appeals} count={rows.length} />
      </Panel>
    </>
  );
}

function AppealCard({ appeal }: { appeal: Appeal }) {
  const t = useWords(codeWords);
  const lang = useLang();
  const text = useText();
  const { zone } = useProgramme().definition;
  const { open } = usePersonDrawer();
  const { state, colour, label, words, dueAt, level, answer, place, person } = appeal;
  const { awaitsSecond } = appeal;
  const time = (instant: string) => formatInstant(instant, lang, zone);
  return (
    <>
      <div className={styles.line}>
        <Tag color={state === 'open' ? 'processing' : 'default'}>
          {text(appealStateNames[state])}
        </Tag>
        <CodeMark colour={colour} />
        <span>{text(label)}</span>
        {state === 'open' && level > 0 && <Tag>{t('passedOn')}</Tag>}
        {awaitsSecond && <Tag>{t('awaitsSecond')}</Tag>}
      </div>
      <PersonHead person={person} onOpen={() => open(person.enrolmentId)} />
      <dl className={styles.facts}>
        <dt>{t('words')}</dt>
        <dd>
          {words} <span className={textStyles.soft}>{time(appeal.writtenAt)}</span>
        </dd>
        <AgainstFacts against={appeal.against} />
        {state === 'open' && <ShownNow now={appeal.now} />}
        {state === 'open' && (
          <>
            <dt>{t('due')}</dt>
            <dd>
              <DueIn dueAt={dueAt} /> · {text(place)}{' '}
              <span className={textStyles.soft}>{time(dueAt)}</span>
            </dd>
          </>
        )}
        {answer && (
          <>
            <dt>{t('answer')}</dt>
            <dd>{answer}</dd>
          </>
        )}
      </dl>
      {state === 'open' && !awaitsSecond && <Actions id={appeal.id} />}
    </>
  );
}

/** How much time is left, or by how much it is late. */
function DueIn({ dueAt }: { dueAt: string }) {
  const t = useWords(codeWords);
  const lang = useLang();
  const [due, now] = [Date.parse(dueAt), serverNow()];
  if (due > now) return <span>{formatAhead(due, lang, now)}</span>;
  return (
    <Tag color="error">
      {t('overdue')} · {formatAge(due, lang, now)}
    </Tag>
  );
}

/** What the appeal is against: what the colour rests on, and who gave it. */
function AgainstFacts({ against }: { against: Appeal['against'] }) {
  const { zone } = useProgramme().definition;
  const { t: told, text, time } = useReasonWords(zone, true);
  const t = useWords(codeWords);
  if (!against) return null;
  const { kind, causedAt, place, note, evidence, actor, approver } = against;
  const origins = {
    report: 'byStaff_report',
    measurement: 'by_measurement',
    order: 'by_order',
  } as const;
  const people = [
    actor && t('actor', { name: actor }),
    approver && t('approver', { name: approver }),
  ].filter(Boolean);
  return (
    <>
      <dt>{t('against')}</dt>
      <dd>
        {told(origins[kind], { time: time(causedAt) })}
        {place && ` · ${text(place)}`}
        {note && <div>{told('note', { note })}</div>}
        {evidence && <div>{told('evidence', { evidence })}</div>}
        {people.length > 0 && <div className={textStyles.soft}>{people.join(' · ')}</div>}
      </dd>
    </>
  );
}

function Actions({ id }: { id: number }) {
  const t = useWords(codeWords);
  const queries = useQueryClient();
  const [asking, setAsking] = useState<'accept' | 'refuseAppeal' | null>(null);
  const params = { id };
  const refresh = () => {
    for (const { url } of [codes.appeals, codes.appealCount, codes.person]) {
      void queries.invalidateQueries({ queryKey: [url] });
    }
  };
  const dialog = (what: 'accept' | 'refuseAppeal') => (
    <AnswerDialog
      open={asking === what}
      title={t(what)}
      label={t('answer')}
      done={t(`did_${what}`)}
      name="answer"
      maxLength={1000}
      send={(answer) =>
        call(what === 'accept' ? codes.acceptAppeal : codes.refuseAppeal, {
          params,
          body: { answer },
        })
      }
      onClose={() => setAsking(null)}
      onSettled={refresh}
    />
  );
  return (
    <div className={styles.actions}>
      <Button type="primary" onClick={() => setAsking('accept')}>
        {t('accept')}
      </Button>
      <Button onClick={() => setAsking('refuseAppeal')}>{t('refuseAppeal')}</Button>
      {dialog('accept')}
      {dialog('refuseAppeal')}
    </div>
  );
}
