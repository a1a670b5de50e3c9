import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef } from 'react';
import { v7 as newId } from 'uuid';
import type { Values } from '../../../forms/definition.ts';
import { people } from '../../../modules/people/contract.ts';
import { programmes } from '../../../modules/programmes/contract.ts';
import { reports } from '../../../modules/reports/contract.ts';
import type { ApiProblem } from '../api.ts';
import type { Attempt } from './attempt.ts';
import { hasPhotos, type PublishedForm } from './forms.ts';
import { useOutbox, useRefreshReports } from './outbox-provider.tsx';
import { recordsOf } from './queries.ts';
import { reportServer } from './report-server.ts';
import { useParticipant } from './session.ts';
import { type SubmitResult, submitAttempt } from './submit.ts';

/** So long a person waits for a report to arrive that is stored on the device; then the outbox goes on. */
const LONGEST_WAIT_MS = 10_000;

/**
 * Sends reports of a form, at once or by the outbox of this device. `isOneOfMany`: pages hear of it only
 * when the last of several reports was sent, from whoever sends them.
 */
export function useSubmit(
  { definition, versionId }: PublishedForm,
  { isOneOfMany = false }: { isOneOfMany?: boolean } = {},
) {
  const { account } = useParticipant();
  const { outbox, sendNow } = useOutbox();
  const queries = useQueryClient();
  const refresh = useRefreshReports();
  const isOpen = useIsOpen();
  // Photos are stored on the server before the report names them, so it needs a network anyway.
  const atOnce = hasPhotos(definition);
  const isTracked = outbox !== null && !atOnce;
  const submit = useCallback(
    async (
      attempt: Attempt,
      slot: string,
      values: Values,
      note: (attempt: Attempt) => Promise<unknown>,
      later = false,
    ): Promise<SubmitResult> => {
      const server = reportServer(account, isTracked ? { longest: LONGEST_WAIT_MS } : {});
      const tools = { newId, note, server, outbox, atOnce, isOpen, later };
      const filled = { form: definition.code, formVersionId: versionId, slot, values };
      const result = await submitAttempt(tools, attempt, filled);
      if (result.kind === 'sent') {
        // Pages follow when they can. Only an editor must not begin with what is shown until then.
        queries
          .getQueryCache()
          .find(recordsOf(account, definition.code, slot))
          ?.reset();
        if (!isOneOfMany) void refresh();
      }
      if (result.kind === 'queued' && !isOneOfMany) sendNow();
      // The page tells it at once: whoever leaves meanwhile would be told nowhere.
      if (result.kind === 'failed') void askAnew(queries, result.problem);
      return result;
    },
    [
      account,
      outbox,
      atOnce,
      isTracked,
      isOpen,
      sendNow,
      queries,
      refresh,
      definition,
      versionId,
      isOneOfMany,
    ],
  );
  return {
    submit,
    /** Whoever leaves the page while it sends finds on the home page what came of it. */
    isTracked,
  };
}

/** Gives a function that says whether the page is still there. */
function useIsOpen(): () => boolean {
  const open = useRef(false);
  useEffect(() => {
    open.current = true;
    return () => {
      open.current = false;
    };
  }, []);
  return useCallback(() => open.current, []);
}

/** Which reads a refusal shows to be out of date. */
const outdated: Record<string, string[]> = {
  form_outdated: [programmes.mine.url, reports.overview.url],
  form_not_offered: [programmes.mine.url, reports.overview.url],
  declaration_needed: [programmes.mine.url, reports.overview.url],
  declaration_outdated: [programmes.mine.url, reports.overview.url],
  somebody_else: [people.me.url],
};

async function askAnew(queries: QueryClient, { code }: ApiProblem): Promise<void> {
  for (const url of outdated[code] ?? []) await queries.invalidateQueries({ queryKey: [url] });
}
