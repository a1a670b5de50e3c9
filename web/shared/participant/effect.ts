import { useCallback } from 'react';
import type { Values } from '../../../forms/definition.ts';
import { reports } from '../../../modules/reports/contract.ts';
import type { ResponseOf } from '../../../platform/contract.ts';
import { call } from '../api.ts';
import { useText, useWords } from '../i18n.ts';
import { inTime } from '../in-time.ts';
import type { PublishedForm } from './forms.ts';
import { reportsWords } from './reports-words.ts';
import { type Mine, useParticipant } from './session.ts';

/** What sending a report would change beside it: days that become missed, another phase. */
export type Effect = ResponseOf<typeof reports.effect>;

/** Sending does not wait longer to learn what it would change. */
const LONGEST_WAIT_MS = 5000;

/** Whether a form tells something by which days become due. */
export function movesDays({ definition }: Pick<Mine, 'definition'>, form: PublishedForm): boolean {
  return definition.milestones.some(({ sources }) =>
    sources.some((source) => source.form === form.definition.code),
  );
}

/**
 * Gives a function that asks what a report would change, before it is sent; null where that is nothing, or
 * cannot be known: what cannot be told does not keep anybody from sending.
 */
export function useEffectOfReport(form: PublishedForm) {
  const { account, mine } = useParticipant();
  return useCallback(
    async (values: Values, entry?: string): Promise<Effect | null> => {
      if (!movesDays(mine, form)) return null;
      const body = { form: form.definition.code, values, ...(entry && { entry }) };
      const asked = call(reports.effect, { body, account, whenSignedOut: 'fail' });
      const effect = await inTime(asked, LONGEST_WAIT_MS).catch(() => null);
      return effect && (effect.newlyMissed > 0 || effect.phase !== null) ? effect : null;
    },
    [account, mine, form],
  );
}

/** What is told of it, one sentence each. */
export function useEffectWords(effect: Effect | null): string[] {
  const { mine } = useParticipant();
  const t = useWords(reportsWords);
  const text = useText();
  if (!effect) return [];
  const phase = mine.definition.phases.find(({ code }) => code === effect.phase);
  return [
    ...(effect.newlyMissed > 0 ? [t('effectMissed', { count: effect.newlyMissed })] : []),
    ...(phase ? [t('effectPhase', { phase: text(phase.label) })] : []),
  ];
}
