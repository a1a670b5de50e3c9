import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Day, Values } from '../../../forms/definition.ts';
import { programmes } from '../../../modules/programmes/contract.ts';
import { reports } from '../../../modules/reports/contract.ts';
import type { ResponseOf } from '../../../platform/contract.ts';
import { ApiProblem, call } from '../../shared/api.ts';
import { discardQueued, enqueue, type SubmitBody } from '../../shared/offline/queue.ts';
import { canKeep } from '../../shared/offline/store.ts';
import type { Attempt } from '../../shared/participant/attempt.ts';
import { hasPhotos, type PublishedForm } from '../../shared/participant/forms.ts';
import { useMember } from '../../shared/participant/session.ts';
import { useForgetReports, useQueue } from './queue.tsx';

export type Receipt = ResponseOf<typeof reports.submit>;

/** What sending came to. */
export type Result =
  | { kind: 'sent'; receipt: Receipt }
  | { kind: 'queued'; day: Day }
  | { kind: 'failed'; problem: ApiProblem };

/** Sends a report; without a network keeps it on the device to be sent later, where that is possible. */
export function useSubmitting(form: PublishedForm) {
  const { account } = useMember();
  const { kick } = useQueue();
  const queries = useQueryClient();
  const forgetReports = useForgetReports();
  const [busy, setBusy] = useState(false);

  const submit = async (attempt: Attempt, values: Values): Promise<Result> => {
    const { id, day, basedOn, entry } = attempt;
    const body: SubmitBody = {
      ...{ id, day, basedOn, values, form: form.definition.code, formVersionId: form.versionId },
      ...(entry && { entry }),
    };
    setBusy(true);
    try {
      const receipt = await call(reports.submit, { body });
      // The same report may have waited here since an earlier try.
      await discardQueued(id);
      await forgetReports();
      return { kind: 'sent', receipt };
    } catch (error) {
      const problem = error instanceof ApiProblem ? error : new ApiProblem('internal', 500);
      if (problem.code === 'form_outdated') {
        await queries.invalidateQueries({ queryKey: [programmes.mine.url] });
      }
      const mayWait = problem.status === 0 && canKeep() && !hasPhotos(form.definition);
      if (!mayWait) return { kind: 'failed', problem };
      try {
        await enqueue(account, body);
      } catch {
        return { kind: 'failed', problem };
      }
      kick();
      return { kind: 'queued', day };
    } finally {
      setBusy(false);
    }
  };
  return { busy, submit };
}
