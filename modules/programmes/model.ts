import type { FormDefinition, Scalar } from '../../forms/definition.ts';
import { concerns, type Enrolment, type FormPolicy, type Match } from '../../forms/policy.ts';
import type { ProgrammeContent, ProgrammeDefinition } from '../../forms/programme.ts';
import { isRetired } from '../../forms/purposes.ts';
import { defineEvent } from '../../platform/events.ts';
import { isOfferedAt, type Placements } from './forms/placement-rules.ts';

/** One person's part in one programme. Days are `YYYY-MM-DD` in the programme's zone. */
export type EnrolmentFacts = {
  enrolmentId: number;
  programmeId: number;
  /** The programme's version in force when this was read. */
  programmeVersion: number;
  personId: string;
  placeId: number;
  placePath: string;
  group: string;
  attributes: Record<string, Scalar>;
  startsOn: string;
  /** Null: until the programme ends. */
  endsOn: string | null;
  /** First day on which the person no longer takes part. */
  withdrawnOn: string | null;
};

/** What of an enrolment can change, as it was. */
export type EnrolmentBefore = Pick<
  EnrolmentFacts,
  'placeId' | 'placePath' | 'group' | 'attributes' | 'startsOn' | 'endsOn' | 'withdrawnOn'
>;

/** Without `before` the enrolment is new. */
export type EnrolmentChange = EnrolmentFacts & { before?: EnrolmentBefore };

/**
 * Enrolments were added, changed, withdrawn or taken up again, or the days of their programme changed; each
 * stands in one item at most.
 */
export const enrolmentsChanged = defineEvent<EnrolmentChange>('programmes.enrolmentsChanged');

/** Somebody enrolled when other rules of colours were published. */
export type Recoloured = {
  enrolmentId: number;
  personId: string;
  programmeId: number;
  fromVersion: number;
  toVersion: number;
};

/**
 * A version was published by other rules of colours. Everybody enrolled by then stands in one item, batch by batch, in
 * the order of the people; each batch is a transaction of its own, in which the version may be in force for long.
 */
export const colourRulesChanged = defineEvent<Recoloured>('programmes.colourRulesChanged');

/**
 * Somebody asks for a draft of the rules to be published, which takes two people. A module to the right that states a
 * condition throws its problem where the condition is not met.
 */
export const rulesProposed = defineEvent<RulesProposal>('programmes.rulesProposed');

export type RulesProposal = {
  draftId: number;
  revision: number;
  /** The version in force that the draft was compared with. */
  inForce: Programme;
  /** What would be published. */
  content: ProgrammeContent;
  /** Where the two differ: `colours.rules.fever`, `forms.daily.alerts.cough`. */
  changed: string[];
};

/** A published form. `id` stands for this version for good. */
export type FormVersion = {
  id: number;
  programmeId: number;
  form: string;
  version: number;
  definition: FormDefinition;
  policy: FormPolicy;
  offeredTo?: Match;
  requiredOf?: Match;
};

/** One version of a programme; never changes. Where its place stands in the tree can: see `findPath`. */
export type Programme = {
  id: number;
  code: string;
  version: number;
  realm: string;
  placeId: number;
  definition: ProgrammeDefinition;
  /** The forms in force with this version, by code. */
  forms: ReadonlyMap<string, FormVersion>;
};

/** An enrolment as the rules in `forms/policy.ts` take it. */
export function personOf(facts: EnrolmentBefore): Enrolment {
  const { group, attributes, startsOn, endsOn, withdrawnOn } = facts;
  return { group, attributes, from: startsOn, to: endsOn, withdrawnOn };
}

/** The services of a person's group, in the programme's order (SPEC G0). */
export function servicesFor(programme: Programme, group: string): ProgrammeDefinition['services'] {
  const { groups, services } = programme.definition;
  const codes = new Set(groups.find(({ code }) => code === group)?.services);
  return services.filter(({ code }) => codes.has(code));
}

/** The forms on offer to a person: those of the group's services that are meant for them, and given to their unit. */
export function formsFor(
  programme: Programme,
  enrolment: EnrolmentBefore,
  placements: Placements,
): FormVersion[] {
  const codes = servicesFor(programme, enrolment.group).flatMap(({ forms }) => forms ?? []);
  const person = personOf(enrolment);
  return [...new Set(codes)]
    .map((code) => programme.forms.get(code))
    .filter((form) => form !== undefined)
    .filter(({ form }) => !isRetired(programme.definition, form))
    .filter(({ form }) => isOfferedAt(programme, placements, form, enrolment.placePath))
    .filter((form) => concerns(form.offeredTo, person));
}
