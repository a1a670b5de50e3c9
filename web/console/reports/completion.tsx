import { DownloadOutlined, TeamOutlined } from '@ant-design/icons';
import { useNavigate } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import { isDay } from '../../../forms/days.ts';
import { EmptyState, Loaded, PageHead, Panel } from '../../shared/antd/pc-parts.tsx';
import { formatDay } from '../../shared/format.ts';
import { useLang, useWords } from '../../shared/i18n.ts';
import textStyles from '../../shared/text.module.css';
import { useAddress } from '../shell/address.ts';
import { Bar } from '../shell/bar.tsx';
import { DayFilter } from '../shell/filters.tsx';
import { formatCount } from '../shell/numbers.ts';
import { RequirePermission } from '../shell/pages.tsx';
import { awaitedLabels, dailyForm, todayOf, useProgramme } from '../shell/programme.tsx';
import { useCan } from '../shell/session.ts';
import { percentOf, sumOf } from '../shell/share.ts';
import styles from './completion.module.css';
import { CompletionTable } from './completion-table.tsx';
import { ExportDialog } from './export-dialog.tsx';
import { MissingDrawer } from './missing-drawer.tsx';
import { TrendPanel } from './trend-panel.tsx';
import { useDay } from './use-day.ts';
import { reportWords } from './words.ts';

/** Who did and who did not: a day by place and group, the last two weeks, the list of those missing. */
export default function Completion() {
  const t = useWords(reportWords);
  const form = dailyForm(useProgramme())?.definition;
  return (
    <RequirePermission permission="report.read">
      {form ? <DailyCompletion form={form.code} /> : <EmptyState title={t('noDaily')} />}
    </RequirePermission>
  );
}

function DailyCompletion({ form }: { form: string }) {
  const t = useWords(reportWords);
  const lang = useLang();
  const can = useCan();
  const programme = useProgramme();
  const address = useAddress();
  const [exporting, setExporting] = useState(false);
  const today = todayOf(programme);
  const named = address.text('day');
  const day = isDay(named) && named <= today ? named : today;
  const openList = (list: string, placeId?: number, group?: string) =>
    address.set({ list, place: placeId, group }, { push: true });
  return (
    <>
      <PageHead title={t('completion')} note={t('completionNote')}>
        <DayFilter
          label={t('completion')}
          value={day}
          last={today}
          onChange={(next) => address.set({ day: next === today ? undefined : next })}
        />
        <MilestoneUnknown form={form} day={day} onOpen={() => openList('milestoneUnknown')} />
        {can('report.export') && (
          <Button icon={<DownloadOutlined />} onClick={() => setExporting(true)}>
            {t('export')}
          </Button>
        )}
      </PageHead>
      <Figures form={form} day={day} onMissing={() => openList('missing')} />
      <Panel title={`${t('byPlace')} · ${formatDay(day, lang)}`}>
        <DayTable
          form={form}
          day={day}
          onMissing={(place, group) => openList('missing', place, group)}
        />
      </Panel>
      <MissingDrawer form={form} day={day} isToday={day === today} />
      <ExportDialog
        open={exporting}
        onClose={() => setExporting(false)}
        form={form}
        from={day}
        to={day}
      />
    </>
  );
}

/** Those of whom no days are due yet, and how many they are. */
function MilestoneUnknown({
  form,
  day,
  onOpen,
}: {
  form: string;
  day: string;
  onOpen: () => void;
}) {
  const t = useWords(reportWords);
  const milestone = awaitedLabels(useProgramme(), useLang());
  const { data } = useDay(form, day);
  if (!milestone) return null;
  return (
    <Button icon={<TeamOutlined />} onClick={onOpen}>
      {t('milestoneUnknown', { milestone })}
      {data && <span className={textStyles.number}>{formatCount(data.milestoneUnknown)}</span>}
    </Button>
  );
}

function Figures(props: { form: string; day: string; onMissing: () => void }) {
  const t = useWords(reportWords);
  const { data } = useDay(props.form, props.day);
  const total = sumOf(data?.sums ?? []);
  const percent = percentOf(total);
  return (
    <div className={styles.figures}>
      <Panel className={styles.figureCard}>
        <div className={styles.figure} data-figure>
          <span className={textStyles.soft}>{t('rate')}</span>
          <strong className={styles.figureBig}>{percent === null ? '–' : `${percent}%`}</strong>
          <Bar percent={percent ?? 0} />
        </div>
        <div className={styles.figureRow}>
          <Figure label={t('due')} value={total.due} />
          <Figure label={t('done')} value={total.done} />
          <Figure label={t('missing')} value={Math.max(0, total.due - total.done)} />
        </div>
        <Button type="primary" block disabled={total.due === 0} onClick={props.onMissing}>
          {t('showMissing')}
        </Button>
      </Panel>
      <TrendPanel form={props.form} day={props.day} />
    </div>
  );
}

function Figure({ label, value }: { label: string; value: number }) {
  return (
    <div className={styles.figure} data-figure>
      <span className={textStyles.soft}>{label}</span>
      <strong className={textStyles.number}>{formatCount(value)}</strong>
    </div>
  );
}

function DayTable(props: {
  form: string;
  day: string;
  onMissing: (placeId: number, group?: string) => void;
}) {
  const { form, day, onMissing } = props;
  const completion = useDay(form, day);
  return (
    <Loaded query={completion}>
      {({ sums, places }) =>
        sumOf(sums).due === 0 ? (
          <NobodyDue />
        ) : (
          <CompletionTable key={day} {...{ form, day, sums, onMissing }} tops={places} />
        )
      }
    </Loaded>
  );
}

function NobodyDue() {
  const t = useWords(reportWords);
  const can = useCan();
  const navigate = useNavigate();
  const { code } = useProgramme();
  return (
    <EmptyState title={t('nobodyDue')} hint={t('nobodyDueHint')}>
      {can('roster.import') && (
        <Button
          type="primary"
          onClick={() =>
            void navigate({ to: '/p/$programme/imports', params: { programme: code } })
          }
        >
          {t('toImport')}
        </Button>
      )}
    </EmptyState>
  );
}
