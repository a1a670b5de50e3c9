import type { Day, Instant, Text } from './definition.ts';
import type { GeneralIssueCode, IssueParams } from './issues.ts';
import type { Issue, IssueCode } from './messages.ts';
import { ownValue, type VisibleValues } from './visible-values.ts';

/** Facts that a validation rests on. */
export type Context = {
  /** The programme's current day. */
  today: Day;
  now: Date | Instant;
  /** The programme's zone: its calendar says on which day an instant lies. */
  zone: string;
  /** Known milestones; see Check. */
  milestones?: { [code: string]: Day | Instant | undefined };
  /** A region by its code, with its whole name. Without it every well-formed code is taken. */
  findRegion?: (code: string) => { name: Text; hasChildren: boolean } | undefined;
};

/** More issues than this help nobody, and cost memory when the input is rubbish. */
const MOST_ISSUES = 100;

/** One validation on its way. */
export class Run {
  readonly context: Context;
  readonly issues: Issue[] = [];
  /** Where the validation is: '' on the form, `doses.0.` in a row. */
  prefix = '';
  code = '';
  row: VisibleValues = {};
  form: VisibleValues = {};

  constructor(context: Context) {
    this.context = context;
  }

  /** Reports an issue of the current field. */
  refuse(code: IssueCode, params?: IssueParams): undefined {
    this.refuseAt(this.prefix + this.code, code, params);
  }

  refuseAt(path: string, code: IssueCode, params?: IssueParams): void {
    if (this.issues.length >= MOST_ISSUES) return;
    this.issues.push(params ? { path, code, params } : { path, code });
  }

  now(): number {
    return new Date(this.context.now).getTime();
  }

  /** The value of another field, where that is seen: in the same row first, then on the form. */
  other(code: string): unknown {
    return ownValue(this.row, code) ?? ownValue(this.form, code);
  }
}

/** What the cleaner of one field sees of the validation; `I` are the issues of its own type. */
export type CleanerRun<I extends string> = Pick<Run, 'context' | 'now' | 'other'> & {
  refuse(code: GeneralIssueCode | I, params?: IssueParams): undefined;
};

/** Gives the cleaned value, or undefined after it has reported why not. Never given empty input. */
export type Cleaner<V, I extends string = never> = (
  raw: unknown,
  run: CleanerRun<I>,
) => V | undefined;

/**
 * What cleaning needs of large libraries. The validator hands them in, so that pages that only list
 * or show forms load no library for patterns and telephone numbers.
 */
export type Engines = {
  matcherOf: (pattern: string) => (text: string) => boolean;
  cleanPhone: (typed: string, country?: string) => string | null;
};
