import type { Readable } from 'node:stream';
import type { Lang } from '../../../../forms/definition.ts';
import { documentNames } from '../../../../forms/fields/identity.ts';
import { readIdentity } from '../../../../forms/identity.ts';
import { type ExportNote, noteExport } from '../../../../platform/audit-lists.ts';
import type { QueryOf } from '../../../../platform/contract.ts';
import type { Platform } from '../../../../platform/platform.ts';
import { getOrNotFound } from '../../../../platform/problems.ts';
import type { Actor, PlaceScope } from '../../../../platform/scope.ts';
import { type SheetValue, writeSheet } from '../../../../platform/sheets/write.ts';
import { listRoleNamesNear, permissionsHeldBy } from '../../../access/public.ts';
import { maskIdentifier } from '../../../people/public.ts';
import { coversEverything, findPlace } from '../../../places/public.ts';
import type { staff } from '../../contract.ts';
import type { StaffSearch } from '../../queries.ts';
import { KnownPlaces } from '../known-places.ts';
import { listKnownPlaces } from '../queries-places.ts';
import { recordText } from '../records.ts';
import { statusTexts } from '../texts.ts';
import { memberColumns } from './columns.ts';
import { type KnownMember, listMembers, valuesOfMember } from './known-members.ts';
import { KnownRoles, writeRoles } from './roles.ts';
import { memberFields, standsForOf } from './rules.ts';

const sheetName = { zh: '员工', en: 'Staff' };
const readAtOnce = 500;

/** Members of staff of one's own, each with what they are known by when they come back. */
export async function membersSheet(
  platform: Platform,
  actor: Actor,
  scope: PlaceScope,
  wanted: QueryOf<typeof staff.exportMembers>,
): Promise<Readable> {
  const { db } = platform;
  const { format = 'csv', lang = 'zh', placeId, role, type, disabled } = wanted;
  const path =
    placeId === undefined ? undefined : getOrNotFound(await findPlace(db, scope, placeId)).path;
  const places = new KnownPlaces(await listKnownPlaces(db, scope));
  const roles = new KnownRoles(await listRoleNamesNear(db, actor.personId));
  const wholeAt = await pathsUnmasked(platform, actor, scope);
  const nth = lang === 'zh' ? 0 : 1;
  const action = wholeAt.length > 0 ? 'staff.members_exported_whole' : 'staff.members_exported';
  const note = await noteExport(platform, actor, [{ action }]);
  const isWhole = ({ grants }: KnownMember): boolean =>
    grants.some(({ placeId }) =>
      wholeAt.some((path) => places.get(placeId)?.path.startsWith(path) ?? false),
    );
  const cellsOf = (member: KnownMember): SheetValue[] => {
    const held = writeRoles(member.grants, { roles, places }, lang);
    return [
      ...[member.name, member.username, ...numbersOf(member, lang, isWhole(member))],
      ...[held.place, held.roles],
      ...[statusTexts[member.disabled ? 'disabled' : 'enabled'][nth], member.remark],
      recordText(
        memberFields,
        member.id,
        valuesOfMember(member),
        standsForOf(platform.keys, member.id),
      ),
    ];
  };
  const search = { path, role, type, disabled };
  return writeSheet({
    ...{ format, sheetName: sheetName[lang] },
    columns: memberColumns.map(({ names, width }) => {
      return { header: names[nth] ?? '', kind: 'text' as const, width };
    }),
    rows: rowsOf(platform, scope, search, { note, cellsOf }),
  });
}

async function* rowsOf(
  platform: Platform,
  scope: PlaceScope,
  search: Omit<StaffSearch, 'limit'>,
  { note, cellsOf }: { note: ExportNote; cellsOf: (member: KnownMember) => SheetValue[] },
): AsyncGenerator<SheetValue[]> {
  const alsoLoose = await coversEverything(platform.db, scope);
  for (let after: StaffSearch['after']; ; ) {
    const page = { ...search, after, limit: readAtOnce };
    const members = await listMembers(platform, scope, page, alsoLoose);
    await note.took(members.map(({ person_id: personId }) => ({ personId })));
    yield* members.map(cellsOf);
    const last = members.at(-1);
    if (!last || members.length < readAtOnce) return;
    after = [last.name_order, last.username, last.id];
  }
}

/** Where within the scope whoever exports sees whole numbers: those of everybody who holds a role there. */
async function pathsUnmasked(
  platform: Platform,
  actor: Actor,
  { paths }: PlaceScope,
): Promise<string[]> {
  const held = await permissionsHeldBy({ db: platform.db, platform }, actor.personId);
  const meets = (path: string) =>
    paths.some((each) => each.startsWith(path) || path.startsWith(each));
  return held
    .filter(({ permission, path }) => permission === 'staff.unmask' && meets(path))
    .map(({ path }) => path);
}

function numbersOf({ identity, phone }: KnownMember, lang: Lang, whole: boolean): SheetValue[] {
  const document = readIdentity(identity ?? '');
  const shown = (kind: 'identity' | 'phone', value: string | null) =>
    value && (whole ? value : maskIdentifier(kind, value));
  return [
    document && documentNames[document.kind][lang],
    whole ? document?.number : shown('identity', identity),
    shown('phone', phone),
  ];
}
