import { Button } from 'antd-mobile';
import { useState } from 'react';
import { documentEndingLength } from '../../../modules/screening/contract.ts';
import type { ApiProblem } from '../../shared/api.ts';
import { useLang, useWords } from '../../shared/i18n.ts';
import card from '../../shared/phone/card.module.css';
import { Entries, TextEntry } from '../../shared/phone/field.tsx';
import { problemText } from '../../shared/problems.ts';
import styles from './scan-page.module.css';
import { words } from './words.ts';

const count = documentEndingLength;

type PrintedFormProps = {
  /** Looks up whose code it is; gives what was wrong with what was typed. */
  onEnding: (documentEnding: string) => Promise<ApiProblem | undefined>;
  onCancel: () => void;
};

/** Anybody may have found a code on paper: it is looked up together with the document that the person shows. */
export function PrintedForm({ onEnding, onCancel }: PrintedFormProps) {
  const t = useWords(words);
  const lang = useLang();
  const [ending, setEnding] = useState('');
  const [mistake, setMistake] = useState<string>();
  const [busy, setBusy] = useState(false);
  const find = async () => {
    const typed = ending.replace(/\s+/g, '');
    if (typed.length < count) return setMistake(t('documentEndingNeeded', { count }));
    setMistake(undefined);
    setBusy(true);
    const problem = await onEnding(typed);
    setBusy(false);
    if (problem) setMistake(problemText(problem, lang));
  };
  return (
    <section className={`${card.card} ${styles.person}`} aria-label={t('printed')}>
      <h2>{t('printed')}</h2>
      <p>{t('printedText', { count })}</p>
      <Entries onSubmit={() => void find()}>
        <TextEntry
          label={t('documentEnding', { count })}
          error={mistake}
          autoComplete="off"
          autoCapitalize="characters"
          maxLength={20}
          value={ending}
          onChange={setEnding}
        />
        <Button block size="large" color="primary" type="submit" loading={busy} disabled={busy}>
          {t('find')}
        </Button>
        <Button block size="large" fill="outline" disabled={busy} onClick={onCancel}>
          {t('cancel')}
        </Button>
      </Entries>
    </section>
  );
}
