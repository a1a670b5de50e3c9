import type { Lang, Text } from '../../../forms/definition.ts';
import { identifiersOf } from '../../../forms/sign-in.ts';
import { type SheetColumn, type SheetValue, textColumn } from '../../../platform/sheets/write.ts';
import type { Identifier } from '../../people/public.ts';
import type { ProgrammeView } from '../../programmes/public.ts';

/** What every export of people has. */

const words = {
  name: { zh: '姓名', en: 'Name' },
  group: { zh: '人员类别', en: 'Group' },
  place: { zh: '所属机构', en: 'Organisation' },
} satisfies Record<string, Text>;

type ExportedPerson = {
  name: string;
  group: string;
  placeZh: string;
  placeEn: string;
  identifiers: Identifier[];
};

/** Columns that say who somebody is. */
export function personColumns({ programme }: ProgrammeView, lang: Lang): SheetColumn[] {
  return [
    ...identifiersOf(programme.definition.signIn).map(({ label }) => textColumn(label, lang)),
    textColumn(words.name, lang, 24),
    textColumn(words.group, lang, 20),
    textColumn(words.place, lang, 28),
  ];
}

export function personCells(
  { programme }: ProgrammeView,
  lang: Lang,
  person: ExportedPerson,
): SheetValue[] {
  const { definition } = programme;
  const group = definition.groups.find(({ code }) => code === person.group);
  const place = lang === 'zh' ? person.placeZh : person.placeEn;
  const identifiers = identifiersOf(definition.signIn).map(
    ({ kind }) => person.identifiers.find((each) => each.kind === kind)?.value ?? null,
  );
  return [...identifiers, person.name, group?.name[lang] ?? person.group, place];
}
