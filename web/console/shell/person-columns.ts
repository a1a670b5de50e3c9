import {
  type IdentifierKind,
  identifiersLabel,
  identifiersOf,
  identifiersText,
} from '../../../forms/sign-in.ts';
import { useLang, useWords } from '../../shared/i18n.ts';
import type { DataColumn } from './data-table.tsx';
import { groupName, placeName, useProgramme } from './programme.tsx';
import { shellWords } from './words.ts';

type PersonLine = {
  enrolmentId: number;
  name: string;
  identifiers: { kind: IdentifierKind; value: string }[];
  group: string;
  placeZh: string;
  placeEn: string;
};

const widths: Record<IdentifierKind, number> = {
  card: 105,
  username: 120,
  phone: 150,
  identity: 170,
};

/** Columns that every list of people has. Such lists come page by page, so the server sorts them. */
export function usePersonColumns(): Omit<DataColumn<PersonLine>, 'order'>[] {
  const shell = useWords(shellWords);
  const lang = useLang();
  const programme = useProgramme();
  const { signIn } = programme.definition;
  return [
    { key: 'name', title: shell('name'), width: 140, cut: ({ name }) => name, always: true },
    {
      key: 'identifiers',
      title: identifiersLabel(signIn, lang),
      width: identifiersOf(signIn).reduce((sum, { kind }) => sum + widths[kind], 0),
      render: ({ identifiers }) => identifiersText(identifiers),
    },
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
