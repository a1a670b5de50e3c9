import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App } from 'antd';
import { programmes } from '../../../modules/programmes/contract.ts';
import { call } from '../../shared/api.ts';
import { useWords } from '../../shared/i18n.ts';
import { queryFor } from '../../shared/query-for.ts';
import { useProgramme } from '../shell/programme.tsx';
import type { Stored } from './rules-context.ts';
import { rulesWords } from './rules-words.ts';
import type { SettingsState } from './use-settings.ts';

/** How often it is asked whether somebody else has changed, proposed or published something. */
const AGAIN_MS = 5000;

/** Whether somebody else has gone on with the draft, or published a version, since it was read here. */
function isNewerThan(newest: Stored, { stored, autosave }: SettingsState): boolean {
  if (newest.version !== stored.version) return true;
  const { draft } = newest;
  const known = autosave.saving.revision;
  if (!draft || !known) return false;
  return draft.id > known.id || (draft.id === known.id && draft.revision > known.revision);
}

/** What may be done with a draft, and doing it. */
export function useDecision(state: SettingsState) {
  const { stored, autosave, conflict, readAgain } = state;
  const { saving, isPending } = autosave;
  const t = useWords(rulesWords);
  const { id } = useProgramme();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const newest = useQuery({
    ...queryFor(programmes.settings, { params: { id } }),
    ...{ staleTime: 0, refetchInterval: AGAIN_MS },
    queryKey: [programmes.settings.url, id, 'newest'],
  });
  const publish = async (body: { draftId: number; revision: number; comparedWith: number }) => {
    const { version } = await call(programmes.publishSettings, { params: { id }, body });
    void message.success(t('publishedVersion', { version }));
    await queries.invalidateQueries({ queryKey: queryFor(programmes.list).queryKey });
    await queries.invalidateQueries({ queryKey: [programmes.publications.url] });
    await queries.invalidateQueries({ queryKey: [programmes.settingsOffer.url] });
  };
  const act = useMutation({
    mutationFn: async (what: 'propose' | 'withdraw' | 'publish') => {
      if (!(await autosave.saveNow())) return;
      const known = autosave.revisionNow();
      if (!known) return;
      const { id: draftId, revision } = known;
      const body = { draftId, revision, comparedWith: stored.version };
      if (what === 'publish') await publish(body);
      else if (what === 'withdraw') await call(programmes.withdrawSettings, { params: { id } });
      else {
        await call(programmes.proposeSettings, { params: { id }, body });
        void message.success(t('proposed'));
      }
      await readAgain(null);
    },
    onSettled: () => {
      void queries.invalidateQueries({ queryKey: [programmes.settingsCount.url] });
      return newest.refetch();
    },
  });
  const isNewer = newest.data !== undefined && !isPending && isNewerThan(newest.data, state);
  const isStopped = conflict.paths.length > 0 || saving.state === 'conflict';
  return {
    act,
    isNewer,
    isBlocked: saving.problems.length > 0 || isStopped || isNewer,
    /** Who has asked for the draft to be published as it is now. */
    proposal: isPending ? null : (newest.data?.draft?.proposal ?? null),
  };
}

export type Decision = ReturnType<typeof useDecision>;
