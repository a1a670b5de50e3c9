import { createContext, useContext } from 'react';
import type { DayNames } from '../../../forms/compare/describe-days.ts';
import type { FormDefinition } from '../../../forms/definition.ts';
import type { ProgrammeSettings } from '../../../forms/programme-settings.ts';
import type { programmes } from '../../../modules/programmes/contract.ts';
import type { ResponseOf } from '../../../platform/contract.ts';
import type { Path } from '../shell/paths.ts';

export type Stored = ResponseOf<typeof programmes.settings>;

/** What every section of the page looks at and changes. */
export type Rules = {
  settings: ProgrammeSettings;
  inForce: ProgrammeSettings;
  /** How many people are in each group, by its code. */
  people: Readonly<Record<string, number>>;
  about: Stored['about'];
  set(path: Path, value: unknown): void;
  isFixed: boolean;
};

const RulesContext = createContext<Rules | null>(null);

export const RulesProvider = RulesContext.Provider;

/** The settings that are being changed. Only inside of their page. */
export function useRules(): Rules {
  const rules = useContext(RulesContext);
  if (!rules) throw new Error('No rules are changed here.');
  return rules;
}

/** What rules of days refer to, groups of the draft included. */
export function useDayNames(): DayNames {
  const { settings, about } = useRules();
  return { ...about, groups: settings.groups };
}

export function formOf(forms: readonly FormDefinition[], code: string): FormDefinition | undefined {
  return forms.find((form) => form.code === code);
}

/** A code that nothing in a list has. */
export function freeCode(list: readonly { code: string }[], like: string): string {
  const taken = new Set(list.map(({ code }) => code));
  let n = list.length + 1;
  while (taken.has(`${like}${n}`)) n += 1;
  return `${like}${n}`;
}
