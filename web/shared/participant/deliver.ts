import type { reports } from '../../../modules/reports/contract.ts';
import type { BodyOf, ResponseOf } from '../../../platform/contract.ts';
import { ApiProblem, asProblem } from '../api.ts';
import type { Report } from './forms.ts';

export type SubmitBody = BodyOf<typeof reports.submit>;
export type Receipt = ResponseOf<typeof reports.submit>;

/** A report on its way. Whatever is changed about it makes it another one, under another id. */
export type Submission = {
  body: SubmitBody;
  /** Which report of the form it is: the day, `one`, or the entry. */
  slot: string;
  /** Ids under which earlier content of the same edit may have reached the server. */
  earlier: readonly string[];
};

/**
 * What delivering needs of the server, for one account: where somebody else has signed in since, nothing
 * is sent or shown. Each throws ApiProblem.
 */
export type ReportServer = {
  submit(body: SubmitBody): Promise<Receipt>;
  /** The newest version of a report, or null. */
  newest(form: string, slot: string): Promise<Report | null>;
};

/** What delivering came to. Only `sent` and `overtaken` may be told as sent. */
export type Delivery =
  /** The server has this content, and nothing newer. */
  | { kind: 'sent'; receipt: Receipt }
  /** The server took this content at an earlier try, and has something newer by now. */
  | { kind: 'overtaken'; receipt: Receipt; newest: Report }
  /** The outbox has something else in its place: nothing was sent. */
  | { kind: 'gone' }
  /** Not taken, or no answer. `newest`: what the server has instead, which this was not made from. */
  | { kind: 'failed'; error: ApiProblem; newest?: Report };

type Options = {
  /** The server may have this very submission from an earlier try. */
  again: boolean;
  newId: () => string;
  /** Awaited before each request; false: nothing is to be sent any more. */
  begin: (next: Submission) => Promise<boolean>;
};

/** How often a submission is rebased before the person is asked. */
const maxRebases = 5;

/**
 * Sends a report. Where the server has something newer that is this edit's own earlier content
 * (its answer was lost, or the outbox sent it meanwhile), the report follows it as a change under a
 * new id; anything else that is newer is for the person to decide about.
 */
export async function deliver(
  server: ReportServer,
  first: Submission,
  options: Options,
): Promise<Delivery> {
  let next = first;
  for (let rebases = 0; ; rebases += 1) {
    if (!(await options.begin(next))) return { kind: 'gone' };
    try {
      return await submitOnce(server, next, options.again && next === first);
    } catch (caught) {
      const error = asProblem(caught);
      const newest = isAboutNewest(error) ? await lookUp(server, next) : undefined;
      if (newest instanceof ApiProblem) return { kind: 'failed', error: newest };
      const isOwn =
        newest === null || (newest && [next.body.id, ...next.earlier].includes(newest.id));
      if (!isOwn || rebases === maxRebases)
        return { kind: 'failed', error, ...(newest && { newest }) };
      next = rebased(next, newest?.version ?? 0, options.newId());
    }
  }
}

async function submitOnce(
  server: ReportServer,
  { body, slot }: Submission,
  again: boolean,
): Promise<Delivery> {
  const receipt = await server.submit(body);
  const newest = again ? await server.newest(body.form, slot) : null;
  return newest && newest.id !== receipt.id
    ? { kind: 'overtaken', receipt, newest }
    : { kind: 'sent', receipt };
}

/** The server has another version than the one that the report was based on. */
function isAboutNewest({ code }: ApiProblem): boolean {
  return code === 'newer_version' || code === 'id_reused';
}

async function lookUp(
  server: ReportServer,
  { body, slot }: Submission,
): Promise<Report | null | ApiProblem> {
  try {
    return await server.newest(body.form, slot);
  } catch (error) {
    return asProblem(error);
  }
}

/** The same content as a change of another version. */
function rebased(submission: Submission, basedOn: number, id: string): Submission {
  const { body, earlier } = submission;
  return { ...submission, body: { ...body, id, basedOn }, earlier: [...earlier, body.id] };
}
