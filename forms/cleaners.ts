/**
 * One function for each type of field: takes whatever arrived and gives the value to keep, or
 * reports an issue. A cleaner is made once per field; what it allocates, every report pays for.
 */
import { addDays, isDay } from './days.ts';
import type {
  Day,
  DayBound,
  Field,
  FieldOf,
  FieldType,
  FieldValue,
  Instant,
  InstantBound,
  RowField,
} from './definition.ts';
import { cleanIdentity } from './identity.ts';
import type { Issue, IssueCode } from './messages.ts';
import { matcherOf } from './pattern.ts';
import { cleanPhone } from './phone.ts';
import { ownValue, type Seen } from './visibility.ts';

/** Facts that a validation rests on. */
export type Context = {
  /** The programme's current day. */
  today: Day;
  now: Date | Instant;
  /** Known milestones; see Check. */
  milestones?: { [code: string]: Day | Instant | undefined };
  /** Whether a region exists. Without it every well-formed code is taken. */
  regionExists?: (code: string) => boolean;
};

/** More issues than this help nobody, and cost memory when the input is rubbish. */
const MOST_ISSUES = 100;

/** One validation on its way. */
export class Run {
  readonly context: Context;
  readonly issues: Issue[] = [];
  /** Where we are: '' on the form, `doses.0.` in a row. */
  prefix = '';
  code = '';
  row: Seen = {};
  form: Seen = {};

  constructor(context: Context) {
    this.context = context;
  }

  /** Reports an issue of the current field. */
  refuse(code: IssueCode, params?: Issue['params']): undefined {
    this.refuseAt(this.prefix + this.code, code, params);
  }

  refuseAt(path: string, code: IssueCode, params?: Issue['params']): void {
    if (this.issues.length >= MOST_ISSUES) return;
    this.issues.push(params ? { path, code, params } : { path, code });
  }

  now(): number {
    return new Date(this.context.now).getTime();
  }
}

/** Gives the cleaned value, or undefined after it has reported why not. Never given empty input. */
export type Cleaner = (raw: unknown, run: Run) => FieldValue | undefined;

/** Characters that a database or a sheet cannot hold: control characters and half surrogates. */
const UNFIT = /[\p{Cc}\p{Cs}]/u;

/** Length as people count: code points, not UTF-16 units. */
export function textLength(text: string): number {
  let length = text.length;
  for (let i = 0; i < text.length - 1; i++) {
    if (text.charCodeAt(i) >> 10 === 0x36 && text.charCodeAt(i + 1) >> 10 === 0x37) length--;
  }
  return length;
}

function fitText(text: string, maxLength: number, run: Run): boolean {
  // No need to count a novel exactly; nor to search it.
  const length = text.length > 100_000 ? text.length : textLength(text);
  if (length > maxLength) {
    run.refuse('too_long', { max: maxLength, length });
    return false;
  }
  return true;
}

function text(field: FieldOf<'text'>): Cleaner {
  const matches = field.pattern === undefined ? null : matcherOf(field.pattern);
  const hint = field.patternHint;
  return (raw, run) => {
    if (typeof raw !== 'string') return run.refuse('not_a_text');
    if (!fitText(raw.trim(), field.maxLength, run)) return undefined;
    // Line breaks and tabs come along when a text is pasted from a page or a sheet.
    const value = raw.trim().replace(/[\r\n\t]+/g, ' ');
    if (UNFIT.test(value)) return run.refuse('bad_characters');
    if (matches && !matches(value)) {
      if (!hint) return run.refuse('pattern');
      return run.refuse('pattern_hint', { hint_zh: hint.zh, hint_en: hint.en });
    }
    return value;
  };
}

function longText(field: FieldOf<'longtext'>): Cleaner {
  return (raw, run) => {
    if (typeof raw !== 'string') return run.refuse('not_a_text');
    const value = raw.trim().replace(/\r\n?/g, '\n');
    if (!fitText(value, field.maxLength, run)) return undefined;
    if (UNFIT.test(value.replace(/[\n\t]/g, ''))) return run.refuse('bad_characters');
    return value;
  };
}

function yesNo(): Cleaner {
  return (raw, run) => (typeof raw === 'boolean' ? raw : run.refuse('choose_yes_or_no'));
}

function number(field: FieldOf<'number'>): Cleaner {
  const { min = -Infinity, max = Infinity, decimals } = field;
  const params: Record<string, string | number> = { min, max };
  if (field.unit) {
    params.unit_zh = field.unit.zh;
    params.unit_en = field.unit.en;
  }
  const bounded = field.min !== undefined && field.max !== undefined;
  return (raw, run) => {
    if (typeof raw !== 'number' || !Number.isFinite(raw)) return run.refuse('not_a_number');
    if (raw < min || raw > max) {
      if (bounded) return run.refuse('out_of_range', params);
      const { min: least, max: most, ...unit } = params;
      if (raw < min) return run.refuse('too_small', { min, ...unit });
      return run.refuse('too_large', { max, ...unit });
    }
    if (decimals === 0 && !Number.isInteger(raw)) return run.refuse('whole_number');
    if (decimals !== undefined && Number(raw.toFixed(decimals)) !== raw) {
      return run.refuse('too_many_decimals', { decimals });
    }
    return raw === 0 ? 0 : raw;
  };
}

function choice(field: FieldOf<'choice'>): Cleaner {
  const codes = new Set(field.options.map((option) => option.code));
  return (raw, run) =>
    typeof raw === 'string' && codes.has(raw) ? raw : run.refuse('not_an_option');
}

function choices(field: FieldOf<'choices'>): Cleaner {
  const codes = field.options.map((option) => option.code);
  const known = new Set(codes);
  const { min = 0, max = codes.length } = field;
  return (raw, run) => {
    if (!Array.isArray(raw)) return run.refuse('not_a_list');
    if (raw.length > codes.length) return run.refuse('too_many', { max });
    if (!raw.every((each) => typeof each === 'string' && known.has(each))) {
      return run.refuse('not_an_option');
    }
    if (new Set(raw).size < raw.length) return run.refuse('duplicate');
    if (raw.length < min) return run.refuse('too_few', { min });
    if (raw.length > max) return run.refuse('too_many', { max });
    return codes.filter((code) => raw.includes(code));
  };
}

/** The value of another field, where that is seen: in the same row first, then on the form. */
function other(code: string, run: Run): unknown {
  return ownValue(run.row, code) ?? ownValue(run.form, code);
}

function boundDay(bound: DayBound | undefined, run: Run): Day | null {
  if (!bound) return null;
  if ('on' in bound) return bound.on;
  if ('today' in bound) return addDays(run.context.today, bound.today);
  const raw = other(bound.field, run);
  const day = typeof raw === 'string' ? raw.trim() : raw;
  return isDay(day) ? addDays(day, bound.plusDays ?? 0) : null;
}

function date(field: FieldOf<'date'>): Cleaner {
  return (raw, run) => {
    const value = typeof raw === 'string' ? raw.trim() : raw;
    if (!isDay(value)) return run.refuse('not_a_date');
    const min = boundDay(field.min, run);
    if (min !== null && value < min) return run.refuse('date_too_early', { min });
    const max = boundDay(field.max, run);
    if (max !== null && value > max) return run.refuse('date_too_late', { max });
    return value;
  };
}

const INSTANT =
  /^(\d{4}-\d\d-\d\d)T([01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d{1,9})?)?(?:Z|[+-](?:0\d|1[0-4]):[0-5]\d)$/;

/** Milliseconds of an instant that states its offset, or NaN. */
export function timeOf(raw: unknown): number {
  if (typeof raw !== 'string' || raw.length > 40) return Number.NaN;
  const match = INSTANT.exec(raw.trim());
  if (!match || !isDay(match[1])) return Number.NaN;
  const time = Date.parse(raw.trim());
  // An offset may lead out of the years that a day can have.
  return isDay(new Date(time).toISOString().slice(0, 10)) ? time : Number.NaN;
}

function boundTime(bound: InstantBound | undefined, run: Run): number {
  if (!bound) return Number.NaN;
  if ('at' in bound) return Date.parse(bound.at);
  if ('now' in bound) return run.now() + bound.now * 3_600_000;
  return timeOf(other(bound.field, run));
}

function dateTime(field: FieldOf<'datetime'>): Cleaner {
  return (raw, run) => {
    const time = timeOf(raw);
    if (Number.isNaN(time)) return run.refuse('not_a_datetime');
    const min = boundTime(field.min, run);
    if (time < min) return run.refuse('time_too_early', { min: new Date(min).toISOString() });
    const max = boundTime(field.max, run);
    if (time > max) return run.refuse('time_too_late', { max: new Date(max).toISOString() });
    return new Date(time).toISOString();
  };
}

const UUID = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/;

function photos(field: FieldOf<'photos'>): Cleaner {
  return (raw, run) => {
    if (!Array.isArray(raw)) return run.refuse('not_a_photo');
    if (raw.length > field.max) return run.refuse('too_many_photos', { max: field.max });
    const ids: string[] = [];
    for (const each of raw) {
      const id = typeof each === 'string' ? each.toLowerCase() : '';
      if (!UUID.test(id)) return run.refuse('not_a_photo');
      if (ids.includes(id)) return run.refuse('duplicate');
      ids.push(id);
    }
    return ids;
  };
}

function declaration(): Cleaner {
  return (raw, run) => (raw === true ? true : run.refuse('declaration_not_ticked'));
}

const REGION = /^[\dA-Za-z_-]{1,64}$/;

function region(): Cleaner {
  return (raw, run) => {
    if (typeof raw !== 'string' || !REGION.test(raw)) return run.refuse('not_a_region');
    const { regionExists } = run.context;
    return !regionExists || regionExists(raw) ? raw : run.refuse('unknown_region');
  };
}

function identity(field: FieldOf<'identity'>): Cleaner {
  return (raw, run) => {
    const kind = field.kinds.find((each) => each === ownValue(raw, 'kind'));
    const typed = ownValue(raw, 'number');
    if (typeof typed !== 'string' || typed.trim() === '') return run.refuse('not_an_identity');
    if (kind === undefined) return run.refuse('document_kind');
    const cleaned = cleanIdentity(kind, typed, run.context.today);
    return 'value' in cleaned ? cleaned.value : run.refuse(cleaned.problem);
  };
}

function phone(field: FieldOf<'phone'>): Cleaner {
  return (raw, run) =>
    (typeof raw === 'string' && cleanPhone(raw, field.country)) || run.refuse('not_a_phone');
}

type CleanerMakers = {
  [T in FieldType]: T extends 'group' ? null : (field: FieldOf<T>) => Cleaner;
};

/** Every type of field has its cleaner; the compiler sees to it. Groups are the validator's. */
const makers: CleanerMakers = {
  yesno: yesNo,
  number,
  text,
  longtext: longText,
  choice,
  choices,
  date,
  datetime: dateTime,
  photos,
  declaration,
  group: null,
  region,
  identity,
  phone,
};

/** The cleaner of a field that is not a group. */
export function cleanerOf(field: RowField): Cleaner {
  const make = makers[field.type] as (field: Field) => Cleaner;
  return make(field);
}
