import type { sheetProblems } from '../file-problems.ts';

export type SheetProblemCode = keyof typeof sheetProblems;
export type StopParams = Record<string, string | number>;

/** Ends the reading of a sheet for a named reason; crosses from the reading thread as plain data. */
export class Stop extends Error {
  readonly code: SheetProblemCode;
  readonly params: StopParams | undefined;

  constructor(code: SheetProblemCode, params?: StopParams) {
    super(code);
    this.name = 'Stop';
    this.code = code;
    this.params = params;
  }
}
