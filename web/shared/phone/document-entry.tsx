import type { IdentityKind } from '../../../forms/definition.ts';
import { documentNames } from '../../../forms/fields/identity.ts';
import { identityKinds } from '../../../forms/identity.ts';
import { defineWords, useLang, useWords } from '../i18n.ts';
import styles from './field.module.css';
import { Field, TextEntry } from './field.tsx';

const words = defineWords('document-entry', {
  zh: { kind: '证件类型', number: '证件号码' },
  en: { kind: 'Document type', number: 'Document number' },
});

/** A document as it is typed. */
export type TypedDocument = { kind: IdentityKind; number: string };

export const noDocument: TypedDocument = { kind: identityKinds[0] ?? 'prc_id', number: '' };

type DocumentEntryProps = {
  value: TypedDocument;
  onChange: (typed: TypedDocument) => void;
  /** The kinds to choose from; all of them where nothing is said. */
  kinds?: readonly IdentityKind[];
  kindError?: string | undefined;
  error: string | undefined;
};

/** Which document somebody shows, and its number. */
export function DocumentEntry(props: DocumentEntryProps) {
  const { value, onChange, kinds = identityKinds, kindError, error } = props;
  const t = useWords(words);
  const lang = useLang();
  return (
    <>
      <Field label={t('kind')} error={kindError}>
        {(control) => (
          <select
            {...control}
            className={`${styles.input} ${styles.select}`}
            value={value.kind}
            onChange={({ target }) => onChange({ ...value, kind: target.value as IdentityKind })}
          >
            {kinds.map((kind) => (
              <option key={kind} value={kind}>
                {documentNames[kind][lang]}
              </option>
            ))}
          </select>
        )}
      </Field>
      <TextEntry
        label={t('number')}
        error={error}
        name="number"
        autoComplete="off"
        autoCapitalize="characters"
        spellCheck={false}
        maxLength={64}
        value={value.number}
        onChange={(number) => onChange({ ...value, number })}
      />
    </>
  );
}
