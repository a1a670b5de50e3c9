import { labelledIdentifiers } from '../../../forms/sign-in.ts';
import { useLang, useText, useWords } from '../i18n.ts';
import { usePublicProgramme } from './public-programme.ts';
import { useParticipant } from './session.ts';
import { words } from './words.ts';

/** Name of the person's group, where the programme still has it. */
export function useGroupName(): string | undefined {
  const { mine } = useParticipant();
  const text = useText();
  const group = mine.definition.groups.find(({ code }) => code === mine.groupCode);
  return group && text(group.name);
}

/** Who the person is to the programme: labels and values. */
export function useFacts(): { label: string; value: string }[] {
  const { signIn } = usePublicProgramme();
  const { mine } = useParticipant();
  const t = useWords(words);
  const lang = useLang();
  const text = useText();
  const group = useGroupName();
  return [
    { label: t('name'), value: mine.name },
    ...labelledIdentifiers(signIn, mine.identifiers).map(({ label, value }) => ({
      ...{ label: text(label), value },
    })),
    ...(group ? [{ label: t('group'), value: group }] : []),
    { label: t('organisation'), value: lang === 'zh' ? mine.placeZh : mine.placeEn },
  ];
}
