import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { App, Button } from 'antd';
import { useEffect, useRef } from 'react';
import { reports } from '../../../modules/reports/contract.ts';
import { call } from '../../shared/api.ts';
import { useWords } from '../../shared/i18n.ts';
import { useCurrentUser } from '../../shared/staff/current-user.ts';
import { type Programme, useProgramme } from '../shell/programme.tsx';
import { useCan } from '../shell/session.ts';
import { WaitingCount, waitingPollMs } from '../shell/waiting.tsx';
import { newsOf } from './alert-news.ts';
import { reportWords } from './words.ts';

/** The newest alert that a person has been told of on this device. */
function toldStore(personId: string, programmeId: number) {
  const key = `anxing.alerts.${personId}.${programmeId}`;
  return {
    get(): number | null {
      const kept = localStorage.getItem(key);
      return kept === null || !/^\d{1,15}$/.test(kept) ? null : Number(kept);
    },
    set: (id: number) => localStorage.setItem(key, String(id)),
  };
}

/** How many alerts wait in one's places, and how many of them are new. */
function useAlertCount({ id: programmeId }: Programme) {
  const can = useCan();
  const { personId } = useCurrentUser();
  const told = toldStore(personId, programmeId);
  return useQuery({
    queryKey: [reports.alertCount.url, programmeId, personId],
    queryFn: ({ signal }) => {
      const since = told.get();
      return call(reports.alertCount, {
        query: { programmeId, ...(since !== null && { since }) },
        signal,
      });
    },
    enabled: can('report.read'),
    refetchInterval: waitingPollMs,
    staleTime: waitingPollMs / 2,
  });
}

/** Beside the menu's entry: how many alerts nobody looks after yet. */
export function AlertBadge({ programme }: { programme: Programme }) {
  const t = useWords(reportWords);
  const { data } = useAlertCount(programme);
  const count = data?.open ?? 0;
  return <WaitingCount count={count} title={t('openAlerts', { count })} />;
}

/**
 * Tells of new alerts: once after coming back, of those since the last time on this device, then of each
 * that appears while the console is open.
 */
export function AlertNews() {
  const t = useWords(reportWords);
  const programme = useProgramme();
  const { personId } = useCurrentUser();
  const { data } = useAlertCount(programme);
  const { notification } = App.useApp();
  const navigate = useNavigate();
  const isBack = useRef(true);
  useEffect(() => {
    if (!data) return;
    const told = toldStore(personId, programme.id);
    const wasBack = isBack.current;
    isBack.current = false;
    const { count, known } = newsOf(told.get(), data);
    told.set(known);
    if (count === 0) return;
    const key = `alerts-${programme.id}`;
    const show = () => {
      notification.destroy(key);
      void navigate({ to: `/p/${programme.code}/alerts` });
    };
    notification.warning({
      key,
      title: t(wasBack ? 'newSince' : 'newAlerts', { count }),
      description: t('newAlertsHint'),
      actions: (
        <Button type="primary" size="small" onClick={show}>
          {t('showAlerts')}
        </Button>
      ),
      duration: 20,
      role: 'status',
    });
  }, [data, personId, programme, notification, navigate, t]);
  return null;
}
