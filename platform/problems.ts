import {
  commonProblems,
  type FieldProblem,
  type ProblemBody,
  type ProblemKind,
} from './contract.ts';

type Extra = {
  params?: Record<string, string | number>;
  fields?: FieldProblem[];
  /** Seconds after which a further try makes sense; sent as `Retry-After`. */
  retryAfter?: number;
};

/** The only error that a person is shown; thrown with a kind from a contract's catalogue. */
export class Problem extends Error {
  readonly kind: ProblemKind;
  readonly extra: Extra;

  constructor(kind: ProblemKind, extra: Extra = {}) {
    super(kind.en);
    this.name = 'Problem';
    this.kind = kind;
    this.extra = extra;
  }

  get code(): string {
    return this.kind.code;
  }

  body(): ProblemBody {
    const { params, fields } = this.extra;
    return {
      type: `urn:anxing:problem:${this.kind.code}`,
      title: this.kind.en,
      status: this.kind.status,
      code: this.kind.code,
      ...(params && { params }),
      ...(fields && { fields }),
    };
  }
}

/** A mistake at named fields of the request. */
export function invalid(...fields: FieldProblem[]): Problem {
  return new Problem(commonProblems.invalid_input, { fields });
}

export function notFound(): Problem {
  return new Problem(commonProblems.not_found);
}

/** Throws `not_found` for nothing: a thing outside one's scope is no different from one that is not there. */
export function getOrNotFound<T>(value: T | null | undefined): T {
  if (value === null || value === undefined) throw notFound();
  return value;
}

/** Says which constraint a database error is about; nothing for other errors. */
export function brokenConstraint(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null) return undefined;
  const { code, constraint } = error as { code?: unknown; constraint?: unknown };
  const integrityViolation = typeof code === 'string' && code.startsWith('23');
  return integrityViolation && typeof constraint === 'string' ? constraint : undefined;
}

/** Runs a write and turns the constraints it names into problems; everything else passes unchanged. */
export async function mapConstraintErrors<T>(
  problems: Record<string, () => Problem>,
  write: () => Promise<T>,
): Promise<T> {
  try {
    return await write();
  } catch (error) {
    const make = problems[brokenConstraint(error) ?? ''];
    throw make ? make() : error;
  }
}
