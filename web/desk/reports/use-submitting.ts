import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import type { Values } from '../../../forms/definition.ts';
import { people } from '../../../modules/people/contract.ts';
import { programmes } from '../../../modules/programmes/contract.ts';
import { reports } from '../../../modules/reports/contract.ts';
import { defineProblems, type ResponseOf } from '../../../platform/contract.ts';
import { ApiProblem, call } from '../../shared/api.ts';
import type { Attempt } from '../../shared/participant/attempt.ts';
import type { PublishedForm } from '../../shared/participant/forms.ts';
import { accountOf, meQuery, useMember } from '../../shared/participant/session.ts';

export type Receipt = ResponseOf<typeof reports.submit>;

/** What sending from a desk may stop for, beside what the server says. */
export const submittingProblems = defineProblems({
  somebody_else: {
    status: 409,
    zh: '另一个页面里已换人登录，没有提交。请重新登录后再提交。',
    en: 'Somebody else has signed in on another page, so nothing was sent. Please sign in again first.',
  },
});

/** Sends a report; throws ApiProblem. */
export function useSubmitting(form: PublishedForm) {
  const { account } = useMember();
  const queries = useQueryClient();
  const { definition, versionId } = form;
  return useCallback(
    async (attempt: Attempt, values: Values): Promise<Receipt> => {
      // Pages of one browser share the session: nothing of one person is ever sent as another's.
      const me = await call(people.me);
      if (accountOf(me) !== account) {
        queries.setQueryData(meQuery.queryKey, me);
        throw new ApiProblem('somebody_else', 409);
      }
      const { id, day, basedOn, entry } = attempt;
      const body = {
        ...{ id, day, basedOn, values, form: definition.code, formVersionId: versionId },
        ...(entry && { entry }),
      };
      try {
        const receipt = await call(reports.submit, { body });
        await queries.invalidateQueries({
          predicate: ({ queryKey }) => String(queryKey[0]).startsWith('/api/reports'),
        });
        return receipt;
      } catch (error) {
        if (isOutdated(error)) {
          await queries.invalidateQueries({ queryKey: [programmes.mine.url] });
          await queries.invalidateQueries({ queryKey: [reports.overview.url] });
        }
        throw error;
      }
    },
    [account, queries, definition.code, versionId],
  );
}

/** What this page believes of the programme is no longer so. */
function isOutdated(error: unknown): boolean {
  const codes = ['form_outdated', 'form_not_offered', 'declaration_needed', 'declaration_outdated'];
  return error instanceof ApiProblem && codes.includes(error.code);
}
