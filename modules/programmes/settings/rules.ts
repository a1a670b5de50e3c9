import { settingsProblems } from '../../../forms/check-settings.ts';
import type { ProgrammeContent } from '../../../forms/programme.ts';
import {
  needsSecondPerson,
  type ProgrammeSettings,
  settingsOf,
} from '../../../forms/programme-settings.ts';
import type { FieldProblem } from '../../../platform/contract.ts';

/** All for which settings cannot be published; what stays for good is compared with the version in force. */
export function problemsOf(inForce: ProgrammeContent, settings: ProgrammeSettings): FieldProblem[] {
  const problems: FieldProblem[] = settingsProblems(inForce, settings);
  const slots = new Map(settingsOf(inForce).forms.map(({ code, policy }) => [code, policy.slots]));
  settings.forms.forEach(({ code, policy }, index) => {
    if (slots.has(code) && slots.get(code) !== policy.slots) {
      problems.unshift({ path: `forms.${index}.policy.slots`, code: 'slots_fixed' });
    }
  });
  if ((inForce.colours === undefined) !== (settings.colours === undefined)) {
    problems.unshift({ path: 'colours', code: 'colours_fixed' });
  }
  return problems;
}

type Refusal = 'proposal_needed' | 'proposal_own' | 'proposer_may_not' | 'accounts_of_one_hand';

/** What is known when somebody wants to publish changes. */
export type Decision = {
  changed: readonly string[];
  /** Who asked for exactly this to be published; null where nobody did. */
  proposedBy: string | null;
  proposerMay: boolean;
  mayBeOnePerson: boolean;
};

/** Why somebody may not publish changes; null where they may. */
export function refusalOf(me: string, known: Decision): Refusal | null {
  if (!known.changed.some(needsSecondPerson)) return null;
  if (known.proposedBy === null) return 'proposal_needed';
  if (known.proposedBy === me) return 'proposal_own';
  if (!known.proposerMay) return 'proposer_may_not';
  return known.mayBeOnePerson ? 'accounts_of_one_hand' : null;
}
