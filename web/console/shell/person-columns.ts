import { useLang, useWords } from '../../shared/i18n.ts';
import type { DataColumn } from './data-table.tsx';
import { groupName, placeName, useProgramme } from './programme.tsx';
import { shellWords } from './words.ts';

export type PersonLine = {
  enrolmentId: number;
  name: string;
  card: string;
  group: string;
  placeZh: string;
  placeEn: string;
};

/** Columns that every list of people has. */
export function usePersonColumns(): DataColumn<PersonLine>[] {
  const shell = useWords(shellWords);
  const lang = useLang();
  const programme = useProgramme();
  return [
    { key: 'name', title: shell('name'), width: 140, cut: ({ name }) => name, always: true },
    { key: 'card', title: shell('card'), width: 95, render: ({ card }) => card },
    {
      key: 'group',
      title: shell('group'),
      width: 140,
      cut: ({ group }) => groupName(programme, group, lang),
    },
    {
      key: 'place',
      title: shell('place'),
      width: 170,
      cut: ({ placeZh, placeEn }) => placeName({ nameZh: placeZh, nameEn: placeEn }, lang),
    },
  ];
}
