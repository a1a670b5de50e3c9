import { Button } from 'antd-mobile';
import { useState } from 'react';
import { asProblem } from '../../shared/api.ts';
import { useLang, useWords } from '../../shared/i18n.ts';
import card from '../../shared/phone/card.module.css';
import { DocumentEntry, noDocument } from '../../shared/phone/document-entry.tsx';
import { Entries } from '../../shared/phone/field.tsx';
import { fieldText, problemText } from '../../shared/problems.ts';
import { type Found, findPresent } from './present.ts';
import { words } from './words.ts';

type FindFormProps = { siteId: number; onFound: (found: Found) => void };

/** The document of the person who is to be cared for. */
export function FindForm({ siteId, onFound }: FindFormProps) {
  const t = useWords(words);
  const lang = useLang();
  const [typed, setTyped] = useState(noDocument);
  const [mistake, setMistake] = useState<string>();
  const [busy, setBusy] = useState(false);
  const find = async () => {
    const number = typed.number.trim();
    if (number === '') return setMistake(t('numberNeeded'));
    setBusy(true);
    setMistake(undefined);
    try {
      onFound(await findPresent({ siteId, identity: { ...typed, number } }));
    } catch (error) {
      const problem = asProblem(error);
      const [field] = problem.fields;
      setMistake(field ? fieldText(field, lang) : problemText(problem, lang));
    } finally {
      setBusy(false);
    }
  };
  return (
    <section className={card.card} aria-label={t('family')}>
      <p>{t('intro')}</p>
      <Entries onSubmit={() => void find()}>
        <DocumentEntry value={typed} onChange={setTyped} error={mistake} />
        <Button block size="large" color="primary" type="submit" loading={busy} disabled={busy}>
          {t('find')}
        </Button>
      </Entries>
    </section>
  );
}
