import { formatInstant } from '../../shared/format.ts';
import { useLang, useWords } from '../../shared/i18n.ts';
import { problemText } from '../../shared/problems.ts';
import { draftWords } from './draft-words.ts';
import { useProgramme } from './programme.tsx';
import styles from './saved-at.module.css';
import type { Saving } from './use-autosave.ts';

/** Whether a draft is saved, and since when. */
export function SavedAt({ saving }: { saving: Saving<unknown> }) {
  const t = useWords(draftWords);
  const lang = useLang();
  const { zone } = useProgramme().definition;
  const { state, savedAt, error } = saving;
  if (state === 'saved' && savedAt === '') return null;
  const time = state === 'saved' ? formatInstant(savedAt, lang, zone) : '';
  return (
    <span role="status" className={state === 'failed' ? styles.failed : styles.saved}>
      {state === 'saved' ? t('savedAt', { time }) : t(`saving_${state}`)}
      {state === 'failed' && ` ${problemText(error, lang)}`}
    </span>
  );
}
