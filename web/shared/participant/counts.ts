import type { Text } from '../../../forms/definition.ts';
import type { ProgrammeDefinition } from '../../../forms/programme.ts';
import { useText } from '../i18n.ts';
import { type Overview, useParticipant } from './session.ts';

/** Days done and missed of one phase of the reporting period. */
type PhaseCount = {
  code: string;
  label: Text;
  done: number;
  missed: number;
  isNow: boolean;
};

type CountedPhases = Pick<Overview, 'phases' | 'phase'>;

/** The counts of each phase that concerns the person, under the programme's name for it. */
export function phaseCounts(
  { phases, phase }: CountedPhases,
  named: ProgrammeDefinition['phases'],
): PhaseCount[] {
  return phases.flatMap(({ code, done, missed }) => {
    const label = named.find((each) => each.code === code)?.label;
    return label ? [{ code, label, done, missed, isNow: code === phase }] : [];
  });
}

/**
 * Counts with names to show. `now`: those of the present phase; of all days where there is none. `areNone`: no day is
 * due and none was, so that there is nothing to count.
 */
export function useCounts() {
  const { overview, mine } = useParticipant();
  const text = useText();
  const phases = phaseCounts(overview, mine.definition.phases).map((each) => ({
    ...each,
    label: text(each.label),
  }));
  const { done, missed } = overview;
  const present = phases.find(({ isNow }) => isNow);
  const areNone = overview.reason === 'noDays' && done + missed === 0;
  return { phases, present, now: present ?? { done, missed, label: '' }, areNone };
}
