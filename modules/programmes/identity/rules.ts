import { checkIdentity, type IdentityBase } from '../../../forms/check-identity.ts';
import type { ProgrammeContent, ProgrammeIdentity } from '../../../forms/programme.ts';
import { needsOf, wordingOf } from '../../../forms/programme-identity.ts';
import { invalid } from '../../../platform/problems.ts';
import type { Programme } from '../model.ts';
import type { ProgrammeDays } from '../programme/days.ts';

/** A published version as a whole, as it was given. */
export function contentOf({ definition, forms }: Programme): ProgrammeContent {
  return {
    ...definition,
    forms: [...forms.values()].map(({ definition: form, policy, offeredTo, requiredOf }) => ({
      definition: form,
      policy,
      ...(offeredTo && { offeredTo }),
      ...(requiredOf && { requiredOf }),
    })),
  };
}

export const daysOf = ({ startsOn, endsOn }: ProgrammeDays): ProgrammeDays => ({
  startsOn,
  endsOn,
});

/** The days that changed, for the audit trail. */
export function changedDays(was: ProgrammeDays, now: ProgrammeDays) {
  return Object.fromEntries(
    (['startsOn', 'endsOn'] as const)
      .filter((day) => was[day] !== now[day])
      .map((day) => [day, { from: was[day], to: now[day] }]),
  );
}

/** What an identity of a programme that exists is checked against. */
export function baseOf(content: ProgrammeContent): IdentityBase {
  const { services, attributes, forms } = content;
  return {
    ...{ needs: needsOf(content), services, attributes },
    forms: forms.map(({ definition }) => wordingOf(definition)),
  };
}

/** Spaces around what was typed are nobody's intention. */
export function trimmed<T>(value: T): T {
  if (typeof value === 'string') return value.trim() as T;
  if (Array.isArray(value)) return value.map(trimmed) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, trimmed(each)])) as T;
}

/** Throws `invalid_input` with a mistake for each field; paths begin at `identity`. */
export function requireIdentity(identity: ProgrammeIdentity, base: IdentityBase): void {
  const problems = checkIdentity(identity, base);
  if (problems.length === 0) return;
  throw invalid(...problems.map((each) => ({ ...each, path: `identity.${each.path}` })));
}
