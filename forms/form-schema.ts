import { alertLevels } from './alert-levels.ts';
import type { Condition } from './definition.ts';
import { fieldSchema } from './fields/registry.ts';
import { formIcons } from './form-icons.ts';
import {
  code,
  flag,
  listWithCodes,
  nonEmptyText,
  object,
  oneOf,
  optional,
  text,
  unchecked,
  whole,
} from './schema.ts';

/** When a report says this, the organisers are told. */
const alert = object({
  code,
  label: text,
  /** What the alert is about; the console filters by it. */
  level: oneOf(...alertLevels),
  when: unchecked<Condition>(),
  /** What the person is told to do, at once and whenever they look at the report. */
  advice: optional(text),
});

/** When what is typed hardly goes together, whoever sends it is asked once whether it is right. */
const doubt = object({
  code,
  question: text,
  when: unchecked<Condition>(),
});

/**
 * A rule that needs facts from outside the form. While the milestone is unknown it is not applied;
 * `checkMilestones` applies it again when the milestone becomes known.
 */
const check = object({
  code,
  /** The field's moment lies at most `hours` before the milestone, and not after it. */
  kind: oneOf('withinHoursBefore'),
  field: nonEmptyText,
  milestone: nonEmptyText,
  /** The milestone as the message names it, e.g. boarding. */
  label: text,
  hours: whole(1, 24 * 366),
  when: optional(unchecked<Condition>()),
});

/** A form, composed from the types of the registry. `checkDefinition` checks what no schema can say. */
export const formSchema = object({
  code,
  title: text,
  intro: optional(text),
  /** How the form is marked among the others; without one, by how often it is filled in. */
  icon: optional(oneOf(...formIcons)),
  fields: listWithCodes(fieldSchema, { min: 1 }),
  /** Headings above fields that belong together; each field says in which section it stands. */
  sections: optional(listWithCodes(object({ code, label: text }))),
  /** Offer 全部选否: answer every yes/no question that is shown with no (SPEC G4.2). */
  allNo: optional(flag),
  alerts: optional(listWithCodes(alert)),
  doubts: optional(listWithCodes(doubt)),
  /** The report is kept, but the item stays open and the organisers are told (SPEC G4.6). */
  incompleteWhen: optional(unchecked<Condition>()),
  checks: optional(listWithCodes(check)),
});
