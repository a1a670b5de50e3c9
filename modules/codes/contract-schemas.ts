import { Type } from 'typebox';
import { type CodeColour, codeColours } from '../../forms/colours.ts';
import { Instant, Nullable, TextSchema } from '../../platform/contract.ts';

export const Colour = Type.Enum([...codeColours] as CodeColour[]);

/** How names begin of whom is looked for. */
export const NameStart = Type.String({ minLength: 1, maxLength: 200, pattern: '\\S' });

export const EnrolmentId = Type.Integer({ minimum: 1, maximum: 2 ** 53 - 1 });

/** How a rule ends; with nothing of it, by hand or by an appeal alone. */
const Ends = Type.Object({
  afterDays: Type.Optional(Type.Integer()),
  cleanReport: Type.Optional(Type.Boolean()),
  normalMeasurement: Type.Optional(Type.Boolean()),
});

/** A colour and why it is so, in the words of the rule by which it was given. */
const toldColour = {
  colour: Colour,
  label: TextSchema,
  advice: TextSchema,
};

export const causeKinds = ['report', 'measurement', 'order'] as const;

/** What made a rule hold. */
const Reason = Type.Object({
  /** Code of the rule. */
  rule: Type.String(),
  kind: Type.Enum([...causeKinds]),
  at: Instant,
  /** When it ends; null while that is not known. */
  until: Nullable(Instant),
  ends: Ends,
  /** The organisation or site that measured or ordered. */
  place: Nullable(TextSchema),
  /** What the organisation wrote to the person. */
  note: Nullable(Type.String()),
  /** What an order rests on. */
  evidence: Nullable(Type.String()),
});

/** What a person's code shows at this moment. Never a colour without the words why. */
export const Current = Type.Object({
  ...toldColour,
  /** Since when; null where nothing was ever known. */
  since: Nullable(Instant),
  reason: Nullable(Reason),
  reportedAt: Nullable(Instant),
  /** When the last report is too old, and the colour grey if nothing else holds. */
  staleAt: Nullable(Instant),
  /** How many entries the ledger has. */
  entries: Type.Integer(),
});

/** What a code shows now, as lists tell it. */
export const shownNow = {
  colour: Colour,
  label: TextSchema,
  /** Since when; null where nothing was ever known. */
  since: Nullable(Instant),
};

/** What can bring a change about. */
export const changeKinds = [
  'report',
  'measurement',
  'measurement_undone',
  'order',
  'order_ended',
  'appeal',
  'merge',
  'merge_undone',
  'time',
  'rules',
] as const;

const entry = {
  /** Null for what time alone has brought about since the newest entry. */
  number: Nullable(Type.Integer()),
  at: Instant,
  from: Colour,
  ...toldColour,
  why: Type.Enum([...changeKinds]),
  reason: Nullable(Reason),
  place: Nullable(TextSchema),
  /** What the organisation wrote to the person, and what it rests on. */
  note: Nullable(Type.String()),
  evidence: Nullable(Type.String()),
};

/** One change, as the person sees it. */
export const Entry = Type.Object(entry);

/** As those who look after it see it. */
export const StaffEntry = Type.Object({
  ...entry,
  actor: Nullable(Type.String()),
  approver: Nullable(Type.String()),
});

/** Entries whose content is past its date and was forgotten. */
export const Forgotten = Type.Integer();
