import type { Values } from '../../../forms/definition.ts';
import { ApiProblem, asProblem } from '../api.ts';
import type { Outbox, Parcel, Send } from '../offline/outbox.ts';
import { mayWait } from '../offline/outbox-rules.ts';
import { type Attempt, subjectOf } from './attempt.ts';
import {
  type Delivery,
  deliver,
  type Receipt,
  type ReportServer,
  type Submission,
  type SubmitBody,
} from './deliver.ts';

/** Another version of the report than the one that was to be sent. */
export type OtherVersion = {
  /** Null where it cannot be read: the key of this device is gone. */
  values: Values | null;
  /** The version that the server has; 0 where it waits in the outbox. */
  version: number;
  id: string;
};

/** What submitting came to. */
export type SubmitResult =
  | { kind: 'sent'; receipt: Receipt }
  /** The outbox sends it as soon as the server can be reached. */
  | { kind: 'queued' }
  /** There is another version that the person has not seen; null where it is not known which. */
  | { kind: 'conflict'; other: OtherVersion | null }
  | { kind: 'failed'; problem: ApiProblem };

type SubmitTools = {
  server: ReportServer;
  /** Null where there is none on this device. */
  outbox: Outbox | null;
  /** The report does not wait in the outbox. */
  atOnce: boolean;
  newId: () => string;
  /** Awaited before each request: stores the edit, so that it is known what may have been sent. */
  note: (attempt: Attempt) => Promise<unknown>;
  /** The page is still there to tell what came of it. */
  isOpen: () => boolean;
  /** The server gave no answer just now: the report goes into the outbox, which sends it later. */
  later?: boolean;
};

/** What is sent beside the attempt. */
type Filled = { form: string; formVersionId: number; slot: string; values: Values };

/** Sends a report, at once or by the outbox. */
export async function submitAttempt(
  { newId, ...given }: SubmitTools,
  attempt: Attempt,
  { form, formVersionId, slot, values }: Filled,
): Promise<SubmitResult> {
  const ids = keptIds(newId);
  const tools = { ...given, newId: ids.next };
  const { outbox, atOnce, later } = tools;
  const { day, basedOn, earlier, entry } = attempt;
  const about = { form, formVersionId, day, basedOn, values, ...(entry && { entry }) };
  const submission = { body: { id: tools.newId(), ...about }, slot, earlier };
  const note = (next: Submission) =>
    tools.note({
      ...attempt,
      basedOn: next.body.basedOn,
      earlier: [...next.earlier, next.body.id],
    });
  const sendWithout = async () => {
    const delivery = await sendDirectly(tools, submission, note);
    // What waits of the same edit is older than what the server has now. The report itself may wait, too,
    // where the storage did not say in time that it had stored it.
    if (delivery.kind === 'sent') await outbox?.withdraw([...earlier, ...ids.made]);
    return resultOf(delivery);
  };
  if (!outbox || atOnce) return sendWithout();
  const sent = await outbox
    .send(parcelOf(submission), later ? keeperOf(() => note(submission)) : senderOf(tools, note))
    // A device that can store nothing sends at once.
    .catch(() => undefined);
  if (sent === undefined) return sendWithout();
  if (sent === null) return waitingConflict(outbox, subjectOf(form, slot));
  const delivery = sent.outcome;
  if (delivery.kind === 'gone') return waitingConflict(outbox, subjectOf(form, slot));
  if (delivery.kind === 'failed' && mayWait(delivery.error)) return { kind: 'queued' };
  // The page tells now what came of it, and has the content where that must be changed. If it cannot be
  // taken out, the entry is settled a second time. If the page is gone, the entry tells.
  if (tools.isOpen()) void outbox.remove(sent.id).catch(() => undefined);
  return resultOf(delivery);
}

/** Makes ids, and keeps those that were made. */
function keptIds(newId: () => string) {
  const made: string[] = [];
  const next = () => {
    const id = newId();
    made.push(id);
    return id;
  };
  return { made, next };
}

function sendDirectly(
  { server, newId }: Pick<SubmitTools, 'server' | 'newId'>,
  submission: Submission,
  note: (next: Submission) => Promise<unknown>,
): Promise<Delivery> {
  const begin = async (next: Submission) => {
    await note(next);
    return true;
  };
  return deliver(server, submission, { newId, again: false, begin });
}

/** Leaves an entry in the outbox as one that found no network. */
function keeperOf(note: () => Promise<unknown>): Send<Delivery> {
  return async () => {
    await note();
    return { kind: 'failed', error: new ApiProblem('offline', 0) };
  };
}

/** Sends entries of the outbox. */
export function senderOf(
  { server, newId }: Pick<SubmitTools, 'server' | 'newId'>,
  note?: (next: Submission) => Promise<unknown>,
): Send<Delivery> {
  return (parcel, { again, begin }) =>
    deliver(server, submissionOf(parcel), {
      ...{ again, newId },
      begin: async (next) => {
        if (!(await begin(parcelOf(next)))) return false;
        await note?.(next);
        return true;
      },
    });
}

function parcelOf({ body, slot, earlier }: Submission): Parcel {
  const { id, form, day } = body;
  return { id, subject: subjectOf(form, slot), about: { form, day, slot }, earlier, content: body };
}

function submissionOf({ content, about, earlier }: Parcel): Submission {
  return { body: content as SubmitBody, slot: about.slot ?? '', earlier };
}

function resultOf(delivery: Delivery): SubmitResult {
  if (delivery.kind === 'sent') return delivery;
  if (delivery.kind === 'gone') return { kind: 'conflict', other: null };
  if (delivery.kind === 'overtaken') return conflictWith(delivery.newest);
  const { error, newest } = delivery;
  if (newest) return conflictWith(newest);
  if (error.code === 'already_reported') return { kind: 'conflict', other: null };
  return { kind: 'failed', problem: asProblem(error) };
}

function conflictWith({ values, version, id }: OtherVersion): SubmitResult {
  return { kind: 'conflict', other: { values, version, id } };
}

/** What another tab put into the outbox, if it is still there. */
async function waitingConflict(outbox: Outbox, subject: string): Promise<SubmitResult> {
  const waiting = await outbox.find(subject);
  if (!waiting) return { kind: 'conflict', other: null };
  const body = waiting.content as SubmitBody | undefined;
  return conflictWith({ values: body?.values ?? null, version: 0, id: waiting.entry.id });
}

/** The attempt that takes the place of the version that the person was shown. */
export function replacing(attempt: Attempt, other: OtherVersion): Attempt {
  const { basedOn, earlier } = attempt;
  return {
    ...attempt,
    basedOn: other.version || basedOn,
    earlier: [...earlier, other.id],
  };
}
