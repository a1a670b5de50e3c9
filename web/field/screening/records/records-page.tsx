import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd-mobile';
import { useState } from 'react';
import { screening } from '../../../../modules/screening/contract.ts';
import type { BodyOf, ResponseOf } from '../../../../platform/contract.ts';
import { asProblem } from '../../../shared/api.ts';
import { CodeMark } from '../../../shared/codes/code-mark.tsx';
import { formatInstant } from '../../../shared/format.ts';
import { useLang, useWords } from '../../../shared/i18n.ts';
import card from '../../../shared/phone/card.module.css';
import { DocumentEntry, noDocument } from '../../../shared/phone/document-entry.tsx';
import fieldStyles from '../../../shared/phone/field.module.css';
import { Field } from '../../../shared/phone/field.tsx';
import list from '../../../shared/phone/list.module.css';
import { Empty, Failure, Waiting } from '../../../shared/phone/messages.tsx';
import { Page } from '../../../shared/phone/page.tsx';
import { fieldText } from '../../../shared/problems.ts';
import { pagesFor } from '../../../shared/query-for.ts';
import type { OwnSite } from '../../../shared/staff/own-sites.ts';
import text from '../../../shared/text.module.css';
import { useCurrentSite } from '../data.ts';
import { words } from '../words.ts';
import styles from './records-page.module.css';

type Filter = Pick<BodyOf<typeof screening.records>, 'placeId' | 'identity'>;
type Row = ResponseOf<typeof screening.records>['items'][number];

/** 排查记录: choose a site, or all of them; search by the number of a document. */
export function RecordsPage() {
  const t = useWords(words);
  const lang = useLang();
  const [filter, setFilter] = useState<Filter>({});
  const { data: sites = [] } = useCurrentSite();
  const reporting = sites.filter(({ reports }) => reports);
  const query = useInfiniteQuery(pagesFor(screening.records, { body: filter }));
  const rows = query.data?.pages.flatMap(({ items }) => items) ?? [];
  const problem = query.error && asProblem(query.error);
  const [mistake] = problem?.fields ?? [];
  return (
    <Page title={t('records')}>
      <section className={`${card.card} ${styles.filter}`}>
        <Field label={t('ofPlace')}>
          {(control) => (
            <select
              {...control}
              className={`${fieldStyles.input} ${fieldStyles.select}`}
              value={filter.placeId ?? ''}
              onChange={({ target }) => {
                const { placeId: _, ...rest } = filter;
                setFilter(target.value ? { ...rest, placeId: Number(target.value) } : rest);
              }}
            >
              <option value="">{t('allSites')}</option>
              {organisationsOf(reporting).map((each) => (
                <option key={each.parentId} value={each.parentId}>
                  {t('organisation', { name: lang === 'zh' ? each.parentZh : each.parentEn })}
                </option>
              ))}
              {reporting.map((site) => (
                <option key={site.id} value={site.id}>
                  {lang === 'zh' ? site.nameZh : site.nameEn}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Search
          mistake={mistake && fieldText(mistake, lang)}
          onSearch={(identity) => {
            const { identity: _, ...rest } = filter;
            setFilter(identity ? { ...rest, identity } : rest);
          }}
        />
      </section>
      {query.isPending && <Waiting />}
      {query.isError && !mistake && (
        <Failure error={query.error} retry={() => void query.refetch()} />
      )}
      {query.isSuccess && rows.length === 0 && (
        <Empty title={t(filter.identity ? 'noneFound' : 'noRecords')}>
          <p>{t(filter.identity ? 'noneFoundText' : 'noRecordsText')}</p>
        </Empty>
      )}
      {rows.length > 0 && (
        <ul className={list.list}>
          {rows.map((row) => (
            <li key={row.id}>
              <RecordLine row={row} />
            </li>
          ))}
        </ul>
      )}
      {query.hasNextPage && (
        <Button
          block
          fill="none"
          loading={query.isFetchingNextPage}
          onClick={() => void query.fetchNextPage()}
        >
          {t('more')}
        </Button>
      )}
    </Page>
  );
}

/** The organisations, or sites, right above one's own sites, each once. */
function organisationsOf(sites: OwnSite[]): OwnSite[] {
  // What was stored before a new version knows none.
  const known = sites.filter(({ parentId }) => parentId !== undefined);
  return [...new Map(known.map((site) => [site.parentId, site])).values()];
}

export function RecordLine({ row }: { row: Row }) {
  const t = useWords(words);
  const lang = useLang();
  return (
    <Link className={list.item} to="/records/$check" params={{ check: row.id }}>
      <span className={list.text}>
        <strong>
          {row.maskedName} <CodeMark colour={row.colour} />
        </strong>
        <span className={row.undone ? styles.undone : undefined}>
          {row.temperature.toFixed(1)} ℃
        </span>
        {row.undone && <span>{t('undone')}</span>}
        {row.conflict && <span>{t(`conflict_${row.conflict}`)}</span>}
        <span className={text.soft}>
          {formatInstant(row.checkedAt, lang)} · {lang === 'zh' ? row.siteZh : row.siteEn}
        </span>
      </span>
    </Link>
  );
}

type SearchProps = {
  mistake: string | undefined;
  onSearch: (identity: Filter['identity']) => void;
};

/** Each search by number is noted, so it is made by pressing and not while typing. */
function Search({ mistake, onSearch }: SearchProps) {
  const t = useWords(words);
  const [typed, setTyped] = useState(noDocument);
  return (
    <form
      className={styles.filter}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        onSearch(typed.number.trim() ? typed : undefined);
      }}
    >
      <DocumentEntry value={typed} onChange={setTyped} error={mistake} />
      <div className={styles.buttons}>
        <Button
          fill="outline"
          onClick={() => {
            setTyped(noDocument);
            onSearch(undefined);
          }}
        >
          {t('reset')}
        </Button>
        <Button color="primary" type="submit">
          {t('search')}
        </Button>
      </div>
    </form>
  );
}
