import type { FieldProblem, ProblemBody } from '../../platform/contract.ts';

/** A request that failed. `code` is `offline` when no answer of the server came at all. */
export class ApiProblem extends Error {
  readonly code: string;
  /** HTTP status; 0 without an answer. */
  readonly status: number;
  /** The server answered: not nobody, and not something on the way to it. */
  readonly isFromServer: boolean;
  readonly fields: FieldProblem[];
  readonly params: Record<string, string | number>;

  constructor(
    code: string,
    status: number,
    body?: Partial<ProblemBody>,
    isFromServer = status !== 0,
  ) {
    super(code);
    this.name = 'ApiProblem';
    this.code = code;
    this.status = status;
    this.isFromServer = isFromServer;
    this.fields = body?.fields ?? [];
    this.params = body?.params ?? {};
  }
}

/** What was thrown, as a problem: anything else is a mistake of ours. */
export function asProblem(error: unknown): ApiProblem {
  return error instanceof ApiProblem ? error : new ApiProblem('internal', 500);
}
