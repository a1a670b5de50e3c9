import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Select, Tag } from 'antd';
import { useState } from 'react';
import { type AppealState, appealStateNames, codes } from '../../../modules/codes/contract.ts';
import type { ResponseOf } from '../../../platform/contract.ts';
import { EmptyState, ErrorState, Loading, PageHead, Panel } from '../../shared/antd/pc-parts.tsx';
import { call } from '../../shared/api.ts';
import { CodeMark } from '../../shared/codes/code-mark.tsx';
import { formatInstant } from '../../shared/format.ts';
import { useLang, useText, useWords } from '../../shared/i18n.ts';
import { pagesFor } from '../../shared/query-for.ts';
import { useAddress, usePersonDrawer } from '../shell/address.ts';
import { MoreRows } from '../shell/data-table.tsx';
import filtersStyles from '../shell/filters.module.css';
import { RequirePermission } from '../shell/pages.tsx';
import { useProgramme } from '../shell/programme.tsx';
import { AnswerDialog } from './answer-dialog.tsx';
import styles from './cards.module.css';
import { PersonHead } from './person-head.tsx';
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
  const appeals = useInfiniteQuery(
    pagesFor(codes.appeals, { body: { programmeId, ...(state && { state }) } }),
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
  const { state, colour, label, words, dueAt, overdue, level, answer, place, person } = appeal;
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
        {overdue && <Tag color="error">{t('overdue')}</Tag>}
        {state === 'open' && level > 0 && <Tag>{t('passedOn')}</Tag>}
        {awaitsSecond && <Tag>{t('awaitsSecond')}</Tag>}
      </div>
      <PersonHead person={person} onOpen={() => open(person.enrolmentId)} />
      <dl className={styles.facts}>
        <dt>{t('words')}</dt>
        <dd>{words}</dd>
        {state === 'open' && (
          <>
            <dt>{t('due')}</dt>
            <dd>
              {time(dueAt)} · {text(place)}
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
