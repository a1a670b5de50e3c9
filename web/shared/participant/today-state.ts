import { useQuery } from '@tanstack/react-query';
import type { Day } from '../../../forms/definition.ts';
import { formatDay } from '../format.ts';
import { useLang, useText, useWords } from '../i18n.ts';
import { findUnsettled } from '../offline/outbox-rules.ts';
import { subjectOf } from './attempt.ts';
import { dailyFormOf, findMilestone, formOfMilestone } from './forms.ts';
import { useOutbox } from './outbox-provider.tsx';
import { usePublicProgramme } from './public-programme.ts';
import { missedOf, recordsOf } from './queries.ts';
import { reportsWords } from './reports-words.ts';
import { type Overview, useParticipant } from './session.ts';
import { useToday } from './today.ts';

/** How things stand with today's report. */
type TodayState =
  | { kind: 'reported' }
  /** It waits on this device to be sent. */
  | { kind: 'queued' }
  | { kind: 'due' }
  | { kind: 'notDue'; why: 'milestoneUnknown' | 'noDays' }
  | { kind: 'notDue'; why: 'before' | 'after'; day: Day };

type DueFacts = Pick<
  Overview,
  'today' | 'dueFrom' | 'dueTo' | 'dueToday' | 'reportedToday' | 'reason'
>;

/** As the server said, perhaps on a day before, and the outbox knows. */
export function todayState(overview: DueFacts, today: Day, isQueued: boolean): TodayState {
  const { dueFrom, dueTo, reason } = overview;
  // Kept from a day before, or the day has just turned: then the dates tell what is due today.
  const isFresh = overview.today === today;
  if (isFresh && overview.reportedToday) return { kind: 'reported' };
  if (isQueued) return { kind: 'queued' };
  const isWithin = dueFrom !== null && dueTo !== null && today >= dueFrom && today <= dueTo;
  if (isFresh ? overview.dueToday : isWithin) return { kind: 'due' };
  if (reason === 'milestoneUnknown') return { kind: 'notDue', why: reason };
  if (dueFrom && today < dueFrom) return { kind: 'notDue', why: 'before', day: dueFrom };
  if (dueTo && today > dueTo) return { kind: 'notDue', why: 'after', day: dueTo };
  return { kind: 'notDue', why: 'noDays' };
}

/** What there is to do now. */
export type TodayAct = 'fillMilestone' | 'fillToday' | 'fillMissed' | 'seeToday';

/** The most urgent first. */
export function todayActs(
  state: TodayState,
  offered: { milestone: boolean; daily: boolean; missed: boolean },
): TodayAct[] {
  const acts: TodayAct[] = [];
  if (offered.milestone) acts.push('fillMilestone');
  if (!offered.daily) return acts;
  if (state.kind === 'due') acts.push('fillToday');
  // What has not left this device may well want another look.
  if (state.kind === 'queued') acts.push('seeToday');
  if (offered.missed) acts.push('fillMissed');
  if (state.kind === 'reported') acts.push('seeToday');
  return acts;
}

/** Today, as far as it is known on this device. */
export function useTodayState() {
  const { account, overview, mine } = useParticipant();
  const { zone } = usePublicProgramme();
  const today = useToday(zone);
  const { entries } = useOutbox();
  const daily = dailyFormOf(mine);
  const code = daily?.definition.code ?? '';
  const waiting = findUnsettled(entries, subjectOf(code, today));
  const state = todayState(overview, today, waiting !== undefined && waiting.state !== 'refused');
  const milestone = findMilestone(mine, overview.unknownMilestone);
  const milestoneForm = milestone && formOfMilestone(mine, milestone);
  const missed = daily?.policy.backfill ? overview.missed : 0;
  const acts = todayActs(state, {
    milestone: milestoneForm !== undefined,
    daily: daily !== undefined,
    missed: missed > 0,
  });
  return { today, daily, milestoneForm, missed, state, acts, code, account };
}

/** Why nothing is due today, in words; empty where something is. */
export function useWhyNotDue(): string {
  const { mine, overview } = useParticipant();
  const { state } = useTodayState();
  const t = useWords(reportsWords);
  const text = useText();
  const lang = useLang();
  if (state.kind !== 'notDue') return '';
  if ('day' in state) return t(state.why, { day: formatDay(state.day, lang) });
  const milestone = findMilestone(mine, overview.unknownMilestone);
  return t(state.why, { milestone: milestone ? text(milestone.label) : '' });
}

/** Has at hand what is looked at, changed and filled in later when there is no network. */
export function useTodayAtHand(): void {
  const { account, today, code, state, missed } = useTodayState();
  useQuery({
    ...recordsOf(account, code, today),
    enabled: state.kind === 'reported' && code !== '',
  });
  useQuery({ ...missedOf(account), enabled: missed > 0 });
}
