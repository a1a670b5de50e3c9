import { joiners } from '../../../forms/joiners.ts';
import type { ProgrammeIdentity } from '../../../forms/programme.ts';
import { useLang, useWords } from '../../shared/i18n.ts';
import { identityWords } from './identity-words.ts';

/** Something that two people changed differently: what the other one made of it, null when it is gone. */
export type Conflict = { path: string; value: string | null };

/** The values of another's identity at the paths where it differs from one's own. */
export function conflictsOf(paths: readonly string[], theirs: ProgrammeIdentity): Conflict[] {
  return paths.map((path) => {
    const value = path.split('.').reduce<unknown>(stepInto, theirs);
    if (value === undefined) return { path, value: null };
    return { path, value: typeof value === 'string' ? value : JSON.stringify(value) };
  });
}

/** Things in lists are named by their codes. */
function stepInto(value: unknown, step: string): unknown {
  if (Array.isArray(value)) return value.find((each) => each?.code === step);
  return (value as Record<string, unknown> | undefined)?.[step];
}

const parts = [
  'startsOn',
  'endsOn',
  'name',
  'shortName',
  'organiser',
  'brand',
  'card',
  'declaration',
] as const;
const lists = ['groups', 'pages', 'attributes', 'forms'] as const;
const contacts = ['phone', 'mail', 'cards'] as const;

/** What people call the parts of an identity whose paths are `name.zh` or `contacts.phone`. */
export function usePartNames() {
  const t = useWords(identityWords);
  const lang = useLang();
  const one = (path: string): string => {
    const [first = '', second = '', ...more] = path.split('.');
    const contact = contacts.find((each) => first === 'contacts' && each === second);
    if (contact) return t(`part_contacts_${contact}`);
    const part = [...parts, ...lists].find((each) => each === first);
    if (!part) return path;
    const last = more.at(-1) ?? second;
    const name = t(`part_${part}`);
    if (last === 'zh') return t('inZh', { name });
    if (last === 'en') return t('inEn', { name });
    return name;
  };
  const list = (paths: readonly string[]) => [...new Set(paths.map(one))].join(joiners[lang].list);
  return { one, list };
}
