import { Link } from '@tanstack/react-router';
import { Alert, Button } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { codes } from '../../../modules/codes/contract.ts';
import type { ResponseOf } from '../../../platform/contract.ts';
import { ErrorState, PageHead, Panel } from '../../shared/antd/pc-parts.tsx';
import { call } from '../../shared/api.ts';
import { useWords } from '../../shared/i18n.ts';
import { DataTable } from '../shell/data-table.tsx';
import marginsStyles from '../shell/margins.module.css';
import { RequirePermission } from '../shell/pages.tsx';
import { useCan } from '../shell/session.ts';
import { codeWords } from './words.ts';

type Part = ResponseOf<typeof codes.verify>;
type Flaw = Part['flaws'][number];

type Progress = {
  state: 'going' | 'stopped' | 'done';
  people: number;
  entries: number;
  forgotten: number;
  flaws: Flaw[];
};

const beginning: Progress = { state: 'going', people: 0, entries: 0, forgotten: 0, flaws: [] };

/** Checks the ledgers of all people of one's places, part by part. */
export default function VerifyPage() {
  return (
    <RequirePermission permission="ledger.verify">
      <Verify />
    </RequirePermission>
  );
}

function useVerifying() {
  const [progress, setProgress] = useState<Progress | null>(null);
  const [error, setError] = useState<unknown>(null);
  const running = useRef<AbortController>(undefined);
  useEffect(() => () => running.current?.abort(), []);
  const start = async () => {
    const run = new AbortController();
    running.current = run;
    setError(null);
    let sum = beginning;
    setProgress(sum);
    try {
      for (let after: number | null = 0; after !== null; ) {
        const part: Part = await call(codes.verify, { body: { after }, signal: run.signal });
        if (run.signal.aborted) return;
        sum = {
          state: part.next === null ? 'done' : 'going',
          people: sum.people + part.people,
          entries: sum.entries + part.entries,
          forgotten: sum.forgotten + part.forgotten,
          flaws: [...sum.flaws, ...part.flaws],
        };
        setProgress(sum);
        after = part.next;
      }
    } catch (failure) {
      if (run.signal.aborted) return;
      setError(failure);
      setProgress({ ...sum, state: 'stopped' });
    }
  };
  const stop = () => {
    running.current?.abort();
    setProgress((now) => now && { ...now, state: 'stopped' });
  };
  return { progress, error, start, stop };
}

function Verify() {
  const t = useWords(codeWords);
  const { progress, error, start, stop } = useVerifying();
  const isGoing = progress?.state === 'going';
  return (
    <>
      <PageHead title={t('verify')} note={t('verifyNote')}>
        {isGoing ? (
          <Button onClick={stop}>{t('stop')}</Button>
        ) : (
          <Button type="primary" onClick={() => void start()}>
            {t('start')}
          </Button>
        )}
      </PageHead>
      {error !== null && <ErrorState error={error} retry={() => void start()} />}
      {progress && (
        <Panel>
          <div role="status">
            <Result progress={progress} />
          </div>
          {progress.flaws.length > 0 && <Flaws flaws={progress.flaws} />}
        </Panel>
      )}
    </>
  );
}

function Result({ progress }: { progress: Progress }) {
  const t = useWords(codeWords);
  const { state, people, entries, forgotten, flaws } = progress;
  const checked = [
    t('checked', { people, entries }),
    forgotten > 0 && t('forgottenNote', { count: forgotten }),
  ].filter(Boolean);
  const outcome =
    flaws.length > 0
      ? t('flaws', { count: flaws.length })
      : t(state === 'done' ? 'whole' : state === 'going' ? 'going' : 'stop');
  return (
    <Alert
      className={marginsStyles.below}
      type={flaws.length > 0 ? 'error' : state === 'done' ? 'success' : 'info'}
      showIcon
      title={outcome}
      description={checked.join(' · ')}
    />
  );
}

/** The person of each opens in their programme, which notes that somebody looked. */
function Flaws({ flaws }: { flaws: Flaw[] }) {
  const t = useWords(codeWords);
  const can = useCan();
  return (
    <DataTable<Flaw>
      rows={flaws}
      rowKey={({ enrolmentId, number, kind }) => `${enrolmentId}-${number}-${kind}`}
      columns={[
        {
          key: 'enrolment',
          title: t('enrolment'),
          width: 120,
          cut: ({ enrolmentId }) => `${enrolmentId}`,
          render: ({ enrolmentId, programme }) =>
            can('code.read') ? (
              <Link
                to={`/p/${programme}/colours` as string}
                search={{ person: enrolmentId } as never}
              >
                {enrolmentId}
              </Link>
            ) : (
              enrolmentId
            ),
        },
        { key: 'entry', title: t('entry'), width: 100, render: ({ number }) => number },
        { key: 'problem', title: t('problem'), render: ({ kind }) => t(`flaw_${kind}`) },
      ]}
    />
  );
}
