import { Button, Toast } from 'antd-mobile';
import type { IdentityKind } from '../../../forms/definition.ts';
import { documentNames } from '../../../forms/fields/identity.ts';
import { identityKinds } from '../../../forms/identity.ts';
import { useLang, useWords } from '../../shared/i18n.ts';
import { useAsking } from '../../shared/participant/family.ts';
import { familyWords } from '../../shared/participant/family-words.ts';
import { isAtFields, useFieldErrors } from '../../shared/participant/mistakes.ts';
import { usePublicProgramme } from '../../shared/participant/public-programme.ts';
import card from '../../shared/phone/card.module.css';
import fieldStyles from '../../shared/phone/field.module.css';
import { Entries, Field, FormProblem, TextEntry } from '../../shared/phone/field.tsx';
import { problemText } from '../../shared/problems.ts';

/** Whom one asks, by name and document, and who of the two is to act for the other. */
export function AskForm() {
  const t = useWords(familyWords);
  const lang = useLang();
  const { signIn } = usePublicProgramme();
  const documents = signIn.registration?.documents ?? identityKinds;
  const state = useAsking(documents[0] ?? 'prc_id', () => void Toast.show(t('sent')));
  const { typed, change, tried, busy, problem, send } = state;
  const errorAt = useFieldErrors({ tried, problem });
  return (
    <section className={card.card} aria-label={t('ask')}>
      <h2>{t('ask')}</h2>
      <Entries onSubmit={() => void send()}>
        <Field label={t('who')}>
          {(control) => (
            <select
              {...control}
              className={`${fieldStyles.input} ${fieldStyles.select}`}
              value={typed.iCare ? 'me' : 'them'}
              onChange={({ target }) => change({ iCare: target.value === 'me' })}
            >
              <option value="me">{t('whoMe')}</option>
              <option value="them">{t('whoThem')}</option>
            </select>
          )}
        </Field>
        <TextEntry
          label={t('name')}
          error={errorAt('name', typed.name.trim())}
          name="family-name"
          autoComplete="off"
          maxLength={100}
          value={typed.name}
          onChange={(name) => change({ name })}
        />
        {documents.length > 1 && (
          <Field label={t('document')} error={errorAt('identity.kind', typed.kind)}>
            {(control) => (
              <select
                {...control}
                className={`${fieldStyles.input} ${fieldStyles.select}`}
                value={typed.kind}
                onChange={({ target }) => change({ kind: target.value as IdentityKind })}
              >
                {documents.map((kind) => (
                  <option key={kind} value={kind}>
                    {documentNames[kind][lang]}
                  </option>
                ))}
              </select>
            )}
          </Field>
        )}
        <TextEntry
          label={t('number')}
          error={errorAt('identity.number', typed.number.trim())}
          name="family-document"
          autoComplete="off"
          autoCapitalize="characters"
          autoCorrect="off"
          spellCheck={false}
          maxLength={64}
          value={typed.number}
          onChange={(number) => change({ number })}
        />
        {problem && !isAtFields(problem, /^(name|identity\.(kind|number))$/) && (
          <FormProblem>{problemText(problem, lang)}</FormProblem>
        )}
        <Button block size="large" color="primary" type="submit" loading={busy} disabled={busy}>
          {t('send')}
        </Button>
      </Entries>
    </section>
  );
}
