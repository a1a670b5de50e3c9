/**
 * What a form is: plain, serialisable data that the renderers draw and the validator interprets.
 * Published versions are stored as they are and never change (SPEC "One core, three
 * configurations"). Nothing here knows a programme.
 */

/** The product's languages. */
export type Lang = 'zh' | 'en';

/** One text in both languages; never empty in either. */
export type Text = { zh: string; en: string };

/** A calendar day `YYYY-MM-DD` in the programme's time zone. */
export type Day = string;

/** A moment as ISO 8601 with an offset; cleaned values always end in `Z`. */
export type Instant = string;

export type Scalar = string | number | boolean;

/**
 * A small condition language. A field is looked for in the same row first, then on the form.
 * A hidden or empty field satisfies only `notEquals`, `present: false` and what `not` makes of it.
 */
export type Condition =
  | { field: string; equals: Scalar }
  | { field: string; notEquals: Scalar }
  | { field: string; in: Scalar[] }
  | { field: string; gte: number }
  | { field: string; gt: number }
  | { field: string; lte: number }
  | { field: string; lt: number }
  | { field: string; present: boolean }
  /** At least one of these yes/no fields is answered yes. */
  | { anyYes: string[] }
  | { and: Condition[] }
  | { or: Condition[] }
  | { not: Condition };

/** A bound of a date: days from the day of filling in, a fixed day, or another date field. */
export type DayBound = { today: number } | { on: Day } | { field: string; plusDays?: number };

/** A bound of a date-time: hours from now, a fixed moment, or another date-time field. */
export type InstantBound = { now: number } | { at: Instant } | { field: string };

export type Option = { code: string; label: Text };

/** Identity documents that a person can be known by. */
export type IdentityKind = 'prc_id' | 'hk_macao_permit' | 'taiwan_permit' | 'passport';

/** The value of an identity field; `number` is upper case and without spaces once cleaned. */
export type IdentityValue = { kind: IdentityKind; number: string };

type Base = {
  /** Key of the value; camel case, unique among its siblings, in a row unlike the form's own. */
  code: string;
  label: Text;
  hint?: Text;
  required: boolean;
  /** Shown only when this holds; may look only at fields that stand before this one. */
  showWhen?: Condition;
  /** Required also when this holds. */
  requireWhen?: Condition;
};

/** Value: boolean. */
export type YesNoField = Base & { type: 'yesno' };
/** Value: number. `decimals` is how many places after the point are accepted (0: whole numbers). */
export type NumberField = Base & {
  type: 'number';
  unit?: Text;
  min?: number;
  max?: number;
  decimals?: number;
};
/** Value: string of at most `maxLength` code points; `pattern` (RE2 syntax) matches all of it. */
export type TextField = Base & {
  type: 'text';
  maxLength: number;
  pattern?: string;
  /** Said instead of the general message when the pattern does not match. */
  patternHint?: Text;
};
/** Value: string, line breaks allowed, of at most `maxLength` code points. */
export type LongTextField = Base & { type: 'longtext'; maxLength: number };
/** Value: code of one option. */
export type ChoiceField = Base & { type: 'choice'; options: Option[] };
/** Value: list of different option codes, kept in the order of the options. */
export type ChoicesField = Base & {
  type: 'choices';
  options: Option[];
  min?: number;
  max?: number;
};
/** Value: Day. */
export type DateField = Base & { type: 'date'; min?: DayBound; max?: DayBound };
/** Value: Instant. */
export type DateTimeField = Base & { type: 'datetime'; min?: InstantBound; max?: InstantBound };
/** Value: list of ids (UUID) of files that were uploaded before. */
export type PhotosField = Base & { type: 'photos'; max: number };
/** Value: true. `text` is what the person declares by ticking. */
export type DeclarationField = Base & { type: 'declaration'; text: Text };
/** Value: list of rows, each an object of the row's fields. Groups do not contain groups. */
export type GroupField = Base & {
  type: 'group';
  fields: RowField[];
  min?: number;
  max: number;
  /** Title of one row; `{n}` becomes its number, from 1. */
  rowLabel: Text;
};
/** Value: code of a region of the places tree. Whether it exists is a question to the context. */
export type RegionField = Base & { type: 'region' };
/** Value: IdentityValue of one of `kinds`. */
export type IdentityField = Base & { type: 'identity'; kinds: IdentityKind[] };
/** Value: E.164. A number without `+` is read as one of `country` (ISO 3166 alpha-2). */
export type PhoneField = Base & { type: 'phone'; country?: string };

/** What may stand in a row of a group. */
export type RowField =
  | YesNoField
  | NumberField
  | TextField
  | LongTextField
  | ChoiceField
  | ChoicesField
  | DateField
  | DateTimeField
  | PhotosField
  | DeclarationField
  | RegionField
  | IdentityField
  | PhoneField;

export type Field = RowField | GroupField;

export type FieldType = Field['type'];

/** The field of one type, e.g. `FieldOf<'number'>`; renderers map every FieldType to a widget. */
export type FieldOf<T extends FieldType> = Extract<Field, { type: T }>;

/** What an alert is about; the console filters by it. */
export type AlertLevel = 'fever' | 'symptom' | 'laboratory' | 'contact' | 'incomplete' | 'other';

/** When a report says this, the organisers are told. */
export type AlertRule = { code: string; label: Text; level: AlertLevel; when: Condition };

/**
 * Rules that need facts from outside the form. While the milestone is unknown they are not
 * applied; `checkMilestones` applies them again when it becomes known.
 */
export type Check = {
  code: string;
  /** The field's moment lies at most `hours` before the milestone, and not after it. */
  kind: 'withinHoursBefore';
  field: string;
  milestone: string;
  /** The milestone as the message names it, e.g. boarding. */
  label: Text;
  hours: number;
  when?: Condition;
};

export type FormDefinition = {
  code: string;
  title: Text;
  intro?: Text;
  fields: Field[];
  /** Offer 全部选否: answer every yes/no question that is shown with no (SPEC G4.2). */
  allNo?: boolean;
  alerts?: AlertRule[];
  /** The report is kept, but the item stays open and the organisers are told (SPEC G4.6). */
  incompleteWhen?: Condition;
  checks?: Check[];
};

/** The values of one report by field code; absent fields are left out. */
export type Values = { [code: string]: FieldValue };
export type RowValue = Scalar | string[] | IdentityValue;
export type FieldValue = RowValue | Row[];
export type Row = { [code: string]: RowValue };
