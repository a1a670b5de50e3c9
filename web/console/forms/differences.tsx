import type { FormDefinition } from '../../../forms/definition.ts';
import { joiners } from '../../../forms/joiners.ts';
import { useLang, useWords } from '../../shared/i18n.ts';
import { builderWords } from './builder-words.ts';
import { changedParts } from './changed-parts.ts';

/** How a form differs from another version of it. */
export function Differences(props: { before: FormDefinition | null; after: FormDefinition }) {
  const t = useWords(builderWords);
  const lang = useLang();
  const { form, ...fields } = changedParts(props.before, props.after);
  const lines = (['added', 'removed', 'changed'] as const).flatMap((kind) =>
    fields[kind].length === 0
      ? []
      : [
          t(`diff_${kind}`, {
            names: fields[kind].map(({ label }) => label[lang]).join(joiners[lang].list),
          }),
        ],
  );
  if (form.length > 0) lines.push(t('diff_form'));
  if (lines.length === 0) return <p>{t('diffNone')}</p>;
  return (
    <ul>
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
}
