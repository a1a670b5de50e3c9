import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Progress, Segmented } from 'antd';
import { useState } from 'react';
import { codes } from '../../../modules/codes/contract.ts';
import type { ResponseOf } from '../../../platform/contract.ts';
import { call } from '../../shared/api.ts';
import { formatInstant } from '../../shared/format.ts';
import { useLang, useWords } from '../../shared/i18n.ts';
import { problemText } from '../../shared/problems.ts';
import { queryFor } from '../../shared/query-for.ts';
import marginsStyles from '../shell/margins.module.css';
import { formatCount } from '../shell/numbers.ts';
import { useProgramme } from '../shell/programme.tsx';
import { useCan } from '../shell/session.ts';
import styles from './rehearsal.module.css';
import { type Cell, RehearsalMatrix } from './rehearsal-matrix.tsx';
import { RehearsalPeople } from './rehearsal-people.tsx';
import { rehearsalWords } from './rehearsal-words.ts';
import type { SettingsState } from './use-settings.ts';

export type Shown = NonNullable<ResponseOf<typeof codes.rehearsal>>;

const moments = ['yesterday', 'now'] as const;
const OFTEN_MS = 1000;
const SELDOM_MS = 10_000;

/** What the colour rules of the draft would do to everybody: started, seen to its end, and looked at. */
export function Rehearsal({ state }: { state: SettingsState }) {
  const { autosave } = state;
  const t = useWords(rehearsalWords);
  const lang = useLang();
  const can = useCan();
  const queries = useQueryClient();
  const { id: programmeId } = useProgramme();
  const [at, setAt] = useState<(typeof moments)[number]>('yesterday');
  const mayRehearse = can('code.rehearse');
  const { data: shown } = useQuery({
    ...queryFor(codes.rehearsal, { query: { programmeId } }),
    enabled: mayRehearse,
    staleTime: 0,
    refetchInterval: (query) => (query.state.data?.state === 'working' ? OFTEN_MS : SELDOM_MS),
  });
  const act = useMutation({
    mutationFn: async (what: 'start' | 'cancel') => {
      if (what === 'cancel') {
        if (shown) await call(codes.cancelRehearsal, { params: { id: shown.id } });
        return;
      }
      if (!(await autosave.saveNow())) return;
      const known = autosave.revisionNow();
      if (!known) return;
      const body = { programmeId, draftId: known.id, revision: known.revision, at };
      await call(codes.startRehearsal, { body });
    },
    onSettled: () => queries.invalidateQueries({ queryKey: [codes.rehearsal.url] }),
  });
  if (!mayRehearse) return null;
  const isWorking = shown?.state === 'working';
  return (
    <section className={styles.panel} aria-label={t('title')}>
      <h2 className={styles.title}>{t('title')}</h2>
      <p className={styles.note}>{t('note')}</p>
      {act.error && (
        <Alert
          className={marginsStyles.below}
          type="error"
          showIcon
          title={problemText(act.error, lang)}
        />
      )}
      <div className={styles.acts}>
        <Segmented
          aria-label={t('at')}
          value={at}
          onChange={setAt}
          disabled={isWorking}
          options={moments.map((value) => ({ value, label: t(`at_${value}`) }))}
        />
        {isWorking ? (
          <Button loading={act.isPending} onClick={() => act.mutate('cancel')}>
            {t('cancel')}
          </Button>
        ) : (
          <Button
            type={shown?.state === 'done' && !shown.stale ? 'default' : 'primary'}
            disabled={autosave.saving.problems.length > 0}
            loading={act.isPending}
            onClick={() => act.mutate('start')}
          >
            {t(shown ? 'again' : 'start')}
          </Button>
        )}
      </div>
      {shown && <Outcome shown={shown} />}
    </section>
  );
}

function Outcome({ shown }: { shown: Shown }) {
  const { state, done, total, stale, matrix, startedBy, startedAt, moment } = shown;
  const t = useWords(rehearsalWords);
  const lang = useLang();
  const { zone } = useProgramme().definition;
  const [cell, setCell] = useState<Cell | null>(null);
  const changed = matrix.reduce((sum, { from, to, people }) => sum + (from === to ? 0 : people), 0);
  const instant = (time: string) => formatInstant(time, lang, zone);
  const times = { time: instant(startedAt), moment: instant(moment) };
  return (
    <>
      <p className={styles.note}>
        {t('about', { ...times, name: startedBy, total: formatCount(total) })}
      </p>
      {state === 'working' && (
        <>
          <Progress
            aria-label={t('title')}
            percent={total === 0 ? 0 : Math.floor((done / total) * 100)}
          />
          <p className={styles.note}>
            {t('progress', { done: formatCount(done), total: formatCount(total) })}
          </p>
        </>
      )}
      {(state === 'cancelled' || state === 'failed') && (
        <Alert className={marginsStyles.below} type="warning" showIcon title={t(state)} />
      )}
      {stale && state !== 'working' && (
        <Alert
          className={marginsStyles.below}
          type="warning"
          showIcon
          title={t(`stale_${stale}`)}
        />
      )}
      {state === 'done' && (
        <>
          <p>
            <strong>
              {changed === 0
                ? t('none')
                : t('some', { count: changed, number: formatCount(changed) })}
            </strong>
          </p>
          <RehearsalMatrix matrix={matrix} onOpen={setCell} />
        </>
      )}
      <RehearsalPeople id={shown.id} cell={cell} onClose={() => setCell(null)} />
    </>
  );
}
