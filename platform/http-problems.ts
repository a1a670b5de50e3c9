import type { FastifyReply, FastifyRequest } from 'fastify';
import { commonProblems, type FieldProblem, type ProblemKind } from './contract.ts';
import type { Log } from './platform.ts';
import { DatabaseAway } from './pool.ts';
import { Problem } from './problems.ts';
import { stackFrames } from './stack-frames.ts';

type SchemaError = {
  keyword: string;
  instancePath: string;
  params: Record<string, unknown>;
  message?: string;
};

export type RequestError = Error & {
  statusCode?: number;
  code?: string;
  validation?: SchemaError[];
  validationContext?: string;
};

/** Every failed request ends here and leaves as `application/problem+json`. */
export function answerProblem(
  error: RequestError,
  request: FastifyRequest,
  reply: FastifyReply,
  log: Log,
): FastifyReply {
  // Whoever broke off hears no answer; that is nobody's mistake here.
  const problem = brokeOff(request) ? new Problem(commonProblems.bad_request) : toProblem(error);
  const isAway = error instanceof DatabaseAway;
  if (isAway || noted.has(problem.kind)) {
    // The route's pattern, not its address; the error's place and kind, not its message: both may hold personal data.
    const stack = stackFrames(error, 7).join('\n');
    const { code } = isAway ? (error.cause as RequestError) : error;
    log.error(
      { route: request.routeOptions.url, error: error.name, code, stack },
      'request failed',
    );
  }
  if (problem.extra.retryAfter) reply.header('retry-after', Math.ceil(problem.extra.retryAfter));
  return reply
    .code(problem.kind.status)
    .type('application/problem+json')
    .serializer(JSON.stringify)
    .send(problem.body());
}

/** The connection ended before all of the request had come. */
function brokeOff({ raw }: FastifyRequest): boolean {
  return raw.destroyed && !raw.complete;
}

/** What PostgreSQL says of text that it cannot hold, such as NUL: no page sends any. */
const noSuchText = new Set(['22021', '22P05']);
/** What it says when it has waited too long for a lock, or was told to give up. */
const gaveUp = new Set(['55P03', '57014']);

/** What PostgreSQL and the operating system say where a disk is full, or one's share of it. */
const noSpace = new Set(['53100', 'ENOSPC', 'EDQUOT']);

/** What whoever runs the installation must hear of. */
const noted = new Set<ProblemKind>([commonProblems.internal, commonProblems.no_space]);

/** More mistakes than this help nobody, and an answer must not be many times what was sent. */
const maxFields = 100;

function toProblem(error: RequestError): Problem {
  if (error instanceof Problem) return error;
  if (error.validation) {
    const fields = error.validation.slice(0, maxFields).map(fieldOf);
    return new Problem(commonProblems.invalid_input, { fields });
  }
  if (error.code !== undefined && noSuchText.has(error.code)) {
    return new Problem(commonProblems.bad_request);
  }
  const { code } = (error instanceof DatabaseAway ? error.cause : error) as RequestError;
  if (code !== undefined && noSpace.has(code)) {
    return new Problem(commonProblems.no_space, { retryAfter: 30 });
  }
  if (error instanceof DatabaseAway) {
    return new Problem(commonProblems.database_away, { retryAfter: 10 });
  }
  if (error.code !== undefined && gaveUp.has(error.code)) {
    return new Problem(commonProblems.busy, { retryAfter: 5 });
  }
  const status = error.statusCode ?? 500;
  if (status === 413 || error.code === 'FST_REQ_FILE_TOO_LARGE') {
    return new Problem(commonProblems.too_large);
  }
  if (status === 429) return new Problem(commonProblems.too_many_requests);
  if (status === 503) return new Problem(commonProblems.busy, { retryAfter: 5 });
  if (status >= 400 && status < 500) return new Problem(commonProblems.bad_request);
  return new Problem(commonProblems.internal);
}

/** A schema's complaint, said at its field: a missing property belongs to the property, not to its parent. */
function fieldOf({ keyword, instancePath, params }: SchemaError): FieldProblem {
  const steps = instancePath.split('/').slice(1);
  if (keyword === 'required') steps.push(String(params.missingProperty));
  const limits = Object.entries(params).filter(
    (entry): entry is [string, string | number] =>
      typeof entry[1] === 'number' || (entry[0] === 'format' && typeof entry[1] === 'string'),
  );
  const code = keyword === 'required' ? 'required' : `schema_${keyword}`;
  return { path: steps.join('.'), code, params: Object.fromEntries(limits) };
}
