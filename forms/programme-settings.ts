import type { AlertRule, FormDefinition } from './definition.ts';
import { changedParts, isSame, type Merged, mergeParts } from './identity-changes.ts';
import type { FormPolicy } from './policy.ts';
import type { ProgrammeContent, ProgrammeDefinition } from './programme.ts';

/** What of a form is changed with the rules of its programme; its questions have drafts of their own. */
export type FormSettings = { code: string; policy: FormPolicy; alerts: AlertRule[] };

/** Who gets which services, which days count, and by which rules organisers are told and codes get colours. */
export type ProgrammeSettings = Pick<
  ProgrammeDefinition,
  'groups' | 'services' | 'days' | 'colours'
> & { forms: FormSettings[] };

/** The settings that a programme has now, complete, so that they can be changed. */
export function settingsOf(programme: ProgrammeContent): ProgrammeSettings {
  const { groups, services, days, colours, forms } = programme;
  return {
    ...{ groups, services, days },
    forms: forms.map(({ definition, policy }) => ({
      code: definition.code,
      policy,
      alerts: definition.alerts ?? [],
    })),
    ...(colours && { colours }),
  };
}

/** A programme with other settings. Forms that these do not name stay as they are. */
export function withSettings(
  programme: ProgrammeContent,
  { groups, services, days, colours, forms }: ProgrammeSettings,
): ProgrammeContent {
  const { colours: _, ...rest } = programme;
  const given = new Map(forms.map((form) => [form.code, form]));
  return {
    ...rest,
    ...{ groups, services, days },
    ...(colours && { colours }),
    forms: programme.forms.map((form) => {
      const own = given.get(form.definition.code);
      if (!own) return form;
      return { ...form, policy: own.policy, definition: withAlerts(form.definition, own.alerts) };
    }),
  };
}

function withAlerts(form: FormDefinition, alerts: AlertRule[]): FormDefinition {
  if (isSame(form.alerts ?? [], alerts)) return form;
  const { alerts: _, ...rest } = form;
  return alerts.length > 0 ? { ...rest, alerts } : rest;
}

/** Parts that make sense as a whole alone: half a condition of one person and half of another's say nothing. */
const whole =
  /^(days|forms\.[^.]+\.(alerts\.[^.]+|policy\.window)|colours\.(forms|green|grey|credential|rules\.[^.]+))$/;

/** What a draft and the version in force have made of one version, put together. */
export function mergeSettings(
  base: ProgrammeSettings,
  mine: ProgrammeSettings,
  theirs: ProgrammeSettings,
): Merged<ProgrammeSettings> {
  return mergeParts(base, mine, theirs, (path) => whole.test(path));
}

/** Where two settings differ: `services.daily.name`, `forms.daily.alerts.fever`, `days`. */
export function changedSettings(before: ProgrammeSettings, after: ProgrammeSettings): string[] {
  return changedParts(before, after, (path) => whole.test(path));
}

/** Whether a difference is one that two people publish: whom organisers look after, and who gets which colour. */
export function needsSecondPerson(path: string): boolean {
  return /^(colours|forms\.[^.]+\.alerts)(\.|$)/.test(path);
}
