import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { Button } from 'antd-mobile';
import { type CodeColour, codeColours } from '../../../../forms/colours.ts';
import { screening } from '../../../../modules/screening/contract.ts';
import type { ResponseOf } from '../../../../platform/contract.ts';
import { call } from '../../../shared/api.ts';
import { CodeMark } from '../../../shared/codes/code-mark.tsx';
import { formatInstant } from '../../../shared/format.ts';
import { useLang, useWords } from '../../../shared/i18n.ts';
import card from '../../../shared/phone/card.module.css';
import { Failure, Waiting } from '../../../shared/phone/messages.tsx';
import { Page } from '../../../shared/phone/page.tsx';
import { Pair } from '../../../shared/phone/pair.tsx';
import pairs from '../../../shared/phone/pairs.module.css';
import { problemText } from '../../../shared/problems.ts';
import { queryFor } from '../../../shared/query-for.ts';
import { RecordAnswers } from '../answers/record-answers.tsx';
import styles from '../scan-page.module.css';
import { words } from '../words.ts';

type Details = ResponseOf<typeof screening.record>;

/** One check, with all that was noted. Each look is noted as well. */
export function RecordPage() {
  const t = useWords(words);
  const { check: id } = useParams({ strict: false }) as { check: string };
  const record = useQuery({
    ...queryFor(screening.record, { params: { id } }),
    // A page that is looked at once is one look in the trail.
    refetchOnWindowFocus: false,
  });
  return (
    <Page title={t('record')}>
      {record.isPending && <Waiting />}
      {record.isError && <Failure error={record.error} retry={() => void record.refetch()} />}
      {record.data && <RecordView record={record.data} />}
    </Page>
  );
}

function RecordView({ record }: { record: Details }) {
  const t = useWords(words);
  const lang = useLang();
  const at = (instant: string) => formatInstant(instant, lang);
  const isColour = (shown: string): shown is CodeColour =>
    codeColours.some((each) => each === shown);
  return (
    <section className={`${card.card} ${styles.person}`}>
      <dl className={pairs.pairs}>
        <Pair label={t('name')}>{record.maskedName}</Pair>
        {record.document && <Pair label={t('document')}>{record.document}</Pair>}
        <Pair label={t('temperature')}>{record.temperature.toFixed(1)} ℃</Pair>
        <Pair label={t('colourThen')}>
          <CodeMark colour={record.colour} />
        </Pair>
        <Pair label={t('shown')}>
          {isColour(record.shown) ? <CodeMark colour={record.shown} /> : t('unconfirmed')}
        </Pair>
        <Pair label={t('way')}>{t(`way_${record.way}`)}</Pair>
        <Pair label={t('ofSite')}>{lang === 'zh' ? record.siteZh : record.siteEn}</Pair>
        <Pair label={t('scanner')}>{record.scanner}</Pair>
        <Pair label={t('checkedAt')}>{at(record.checkedAt)}</Pair>
        <Pair label={t('recordedAt')}>{at(record.recordedAt)}</Pair>
        {record.unverifiedPhone && (
          <Pair label={t('unverifiedPhone')}>{record.unverifiedPhone}</Pair>
        )}
        {record.remark && <Pair label={t('remark')}>{record.remark}</Pair>}
        {record.conflict && <Pair label={t('conflict')}>{t(`conflict_${record.conflict}`)}</Pair>}
        {record.undoneAt && <Pair label={t('undone')}>{at(record.undoneAt)}</Pair>}
      </dl>
      {record.answers && <RecordAnswers answers={record.answers} />}
      {record.mayUndo && <Undo id={record.id} />}
    </section>
  );
}

function Undo({ id }: { id: string }) {
  const t = useWords(words);
  const lang = useLang();
  const queries = useQueryClient();
  const undo = useMutation({
    mutationFn: () => call(screening.undo, { params: { id }, body: {} }),
    onSettled: () =>
      Promise.all([
        queries.invalidateQueries({ queryKey: [screening.record.url] }),
        queries.invalidateQueries({ queryKey: [screening.records.url] }),
      ]),
  });
  return (
    <>
      <Button block fill="outline" loading={undo.isPending} onClick={() => undo.mutate()}>
        {t('undo')}
      </Button>
      {undo.isError && <p role="alert">{problemText(undo.error, lang)}</p>}
    </>
  );
}
