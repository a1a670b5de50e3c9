import type { ProgrammeTemplate } from '../../../../forms/programme.ts';
import { penguins } from '../../../../forms/testing/penguins.ts';

/** The penguins' programme, whose weigh-in may be changed, and filled in later. */
export const changing: ProgrammeTemplate = {
  ...penguins,
  forms: penguins.forms.map((form) =>
    form.policy.slots === 'daily'
      ? { ...form, policy: { ...form.policy, change: 'anytime', backfill: true } }
      : form,
  ),
};
