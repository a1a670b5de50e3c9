import { Button } from 'antd-mobile';
import { useState } from 'react';
import { documentNames } from '../../../forms/fields/identity.ts';
import { identityKinds } from '../../../forms/identity.ts';
import { asProblem } from '../../shared/api.ts';
import { useLang, useWords } from '../../shared/i18n.ts';
import card from '../../shared/phone/card.module.css';
import fieldStyles from '../../shared/phone/field.module.css';
import { Entries, Field, TextEntry } from '../../shared/phone/field.tsx';
import { fieldText, problemText } from '../../shared/problems.ts';
import { type Found, findPresent } from './present.ts';
import { words } from './words.ts';

type FindFormProps = { siteId: number; onFound: (found: Found) => void };

/** The document of the person who is to be cared for. */
export function FindForm({ siteId, onFound }: FindFormProps) {
  const t = useWords(words);
  const lang = useLang();
  const [kind, setKind] = useState(identityKinds[0] ?? 'prc_id');
  const [number, setNumber] = useState('');
  const [mistake, setMistake] = useState<string>();
  const [busy, setBusy] = useState(false);
  const find = async () => {
    if (number.trim() === '') return setMistake(t('numberNeeded'));
    setBusy(true);
    setMistake(undefined);
    try {
      onFound(await findPresent({ siteId, identity: { kind, number: number.trim() } }));
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
        <Field label={t('documentKind')}>
          {(control) => (
            <select
              {...control}
              className={`${fieldStyles.input} ${fieldStyles.select}`}
              value={kind}
              onChange={({ target }) => setKind(target.value as typeof kind)}
            >
              {identityKinds.map((each) => (
                <option key={each} value={each}>
                  {documentNames[each][lang]}
                </option>
              ))}
            </select>
          )}
        </Field>
        <TextEntry
          label={t('documentNumber')}
          error={mistake}
          name="document-number"
          autoComplete="off"
          autoCapitalize="characters"
          maxLength={64}
          value={number}
          onChange={setNumber}
        />
        <Button block size="large" color="primary" type="submit" loading={busy} disabled={busy}>
          {t('find')}
        </Button>
      </Entries>
    </section>
  );
}
