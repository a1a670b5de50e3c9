import type { Attribute } from '../../../forms/programme.ts';
import type { Lang } from '../../shared/i18n.ts';

/** What a programme knows of an enrolment, as a person reads it. */
export function attributeText(
  attribute: Attribute,
  value: unknown,
  lang: Lang,
  t: (key: 'yes' | 'no' | 'noAnswer') => string,
): string {
  if (value === undefined || value === '') return t('noAnswer');
  if (attribute.type === 'yesno') return t(value === true ? 'yes' : 'no');
  const option = attribute.options?.find(({ code }) => code === value);
  return option?.label[lang] ?? String(value);
}
