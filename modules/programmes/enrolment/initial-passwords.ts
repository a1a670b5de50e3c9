import type { Readable } from 'node:stream';
import { identifiersOf, initialPasswordOf } from '../../../forms/sign-in.ts';
import { type ExportNote, noteExport } from '../../../platform/audit-lists.ts';
import type { QueryOf } from '../../../platform/contract.ts';
import { cursorOf } from '../../../platform/cursor.ts';
import type { Platform } from '../../../platform/platform.ts';
import { Problem } from '../../../platform/problems.ts';
import type { Actor } from '../../../platform/scope.ts';
import { type SheetColumn, type SheetValue, writeSheet } from '../../../platform/sheets/write.ts';
import { oneTimePasswordsOf } from '../../people/public.ts';
import { type programmes, programmesProblems } from '../contract.ts';
import { auditEntries, type ProgrammeView } from '../programme/resolve-programme.ts';
import { withIdentifiers } from './identifiers.ts';
import { orderOf } from './order.ts';
import { listRoster, type RosterRow } from './queries-roster.ts';

const readAtOnce = 1_000;

type Wanted = QueryOf<typeof programmes.initialPasswords>;

const headers = {
  zh: ['姓名', '人员类别', '机构代码', '机构', '初始密码'],
  en: ['Name', 'Group', 'Organisation code', 'Organisation', 'Initial password'],
};
const sheetName = { zh: '初始密码', en: 'Initial passwords' };

/**
 * A list to hand out: the one-time passwords of those who take part and have set up no account yet, unit by
 * unit. Throws `passwords_are_dates` where the programme has other initial passwords. In the audit trail
 * stands who had it and of which part; never a password.
 */
export async function exportInitialPasswords(
  platform: Platform,
  actor: Actor,
  here: ProgrammeView,
  wanted: Wanted,
): Promise<Readable> {
  const { programme } = here;
  const { signIn } = programme.definition;
  if (initialPasswordOf(signIn) !== 'random') {
    throw new Problem(programmesProblems.passwords_are_dates);
  }
  const { format, lang, group } = wanted;
  const details = { programmeId: programme.id, ...(group && { group }) };
  const entries = auditEntries(here, { action: 'roster.passwords_exported', details });
  const note = await noteExport(platform, actor, entries);
  const titles = identifiersOf(signIn).map(({ shortLabel }) => shortLabel[lang]);
  const columns: SheetColumn[] = [...titles, ...headers[lang]].map((header) => ({
    ...{ header, kind: 'text', width: 22 },
  }));
  return writeSheet({
    ...{ format, columns, sheetName: sheetName[lang], rows: rowsOf(platform, here, wanted, note) },
  });
}

async function* rowsOf(
  platform: Platform,
  here: ProgrammeView,
  { lang, group }: Wanted,
  note: ExportNote,
): AsyncGenerator<SheetValue[]> {
  const programmeId = here.programme.id;
  for (let after: string | undefined; ; ) {
    const { order, keyOf } = await orderOf(platform, here, { sort: 'place', after, lang });
    const people = await listRoster(platform.db, here.scope, {
      ...{ programmeId, order, limit: readAtOnce, state: 'active', group },
    });
    yield* await cellsOf(platform, here, people, { lang, note });
    const last = people.at(-1);
    if (!last || people.length < readAtOnce) return;
    after = cursorOf(...keyOf(last));
  }
}

async function cellsOf(
  platform: Platform,
  { programme }: ProgrammeView,
  people: RosterRow[],
  { lang, note }: { lang: Wanted['lang']; note: ExportNote },
): Promise<SheetValue[][]> {
  const { realm, definition } = programme;
  const ids = people.map(({ personId }) => personId);
  const passwords = await oneTimePasswordsOf(platform, realm, ids);
  const listed = people.filter(({ personId }) => passwords.has(personId));
  await note.took(listed);
  const known = await withIdentifiers(platform, programme, listed);
  return known.map(({ personId, identifiers, ...person }) => {
    const group = definition.groups.find(({ code }) => code === person.group);
    return [
      ...identifiersOf(definition.signIn).map(
        ({ kind }) => identifiers.find((each) => each.kind === kind)?.value ?? '',
      ),
      ...[person.name, group?.name[lang] ?? person.group, person.placeCode],
      ...[lang === 'zh' ? person.placeZh : person.placeEn, passwords.get(personId) ?? ''],
    ];
  });
}
