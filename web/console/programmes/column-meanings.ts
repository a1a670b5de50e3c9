import { documentsOf } from '../../../forms/sign-in.ts';
import { words as formWords } from '../../shared/antd/words.ts';
import { useLang, useText, useWords } from '../../shared/i18n.ts';
import { attributeText } from '../shell/attributes.ts';
import { useProgramme } from '../shell/programme.tsx';
import type { Preview } from './reading.ts';

type Meaning = { value: string; text: { zh: string; en: string } };

/** What a text of a column can be said to mean. */
export function useOptionsOf(): (column: string) => Meaning[] {
  const { groups, signIn, attributes } = useProgramme().definition;
  return (column) => {
    if (column === 'group') return groups.map(({ code, name }) => ({ value: code, text: name }));
    if (column === 'documentType') {
      return documentsOf(signIn).map(({ kind, label }) => ({ value: kind, text: label }));
    }
    const attribute = attributes.find(({ code }) => column === `attribute:${code}`);
    if (attribute?.type === 'yesno') {
      return [
        { value: 'yes', text: { zh: '是', en: 'Yes' } },
        { value: 'no', text: { zh: '否', en: 'No' } },
      ];
    }
    return (attribute?.options ?? []).map(({ code, label }) => ({ value: code, text: label }));
  };
}

/** The header as the workbook has it; for columns that it lacks, what they are called. */
export function useHeaderOf(columns: Preview['columns']): (key: string) => string {
  const text = useText();
  return (key) => {
    const column = columns.find((each) => each.key === key);
    return column?.header || (column ? text(column.label) : key);
  };
}

/** A value of a row as people know it: groups, documents and attributes by name. */
export function useCell(): (key: string, value: string | undefined) => string {
  const text = useText();
  const lang = useLang();
  const form = useWords(formWords);
  const { groups, signIn, attributes } = useProgramme().definition;
  return (key, value = '') => {
    if (value === '') return '';
    if (key === 'group') {
      const group = groups.find(({ code }) => code === value);
      return group ? text(group.name) : value;
    }
    if (key === 'documentType') {
      const document = documentsOf(signIn).find(({ kind }) => kind === value);
      return document ? text(document.label) : value;
    }
    const attribute = attributes.find(({ code }) => key === `attribute:${code}`);
    if (!attribute) return value;
    const typed = attribute.type === 'yesno' ? value === 'true' : value;
    return attributeText(attribute, typed, lang, form);
  };
}
