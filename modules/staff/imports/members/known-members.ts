import type { Platform } from '../../../../platform/platform.ts';
import type { PlaceScope } from '../../../../platform/scope.ts';
import { listGrants } from '../../../access/public.ts';
import { listFullIdentifiers, staffRealm } from '../../../people/public.ts';
import { listStaff, type StaffRow, type StaffSearch } from '../../queries.ts';
import { isScannerRole } from '../../scanners/contract.ts';
import { type HeldRole, type MemberValues, rolesText } from './rules.ts';

/** What is asked of a member of staff who is there. */
export type KnownMember = StaffRow & {
  identity: string | null;
  phone: string | null;
  /** Within the scope; those of scanners are no matter of a workbook. */
  grants: (HeldRole & { id: number })[];
};

export const valuesOfMember = (member: KnownMember): MemberValues => ({
  identity: member.identity,
  phone: member.phone,
  roles: rolesText(member.grants),
  disabled: member.disabled,
  remark: member.remark,
});

/** Members of staff whom a search finds, with what a workbook holds of them. */
export async function listMembers(
  { db, keys }: Pick<Platform, 'db' | 'keys'>,
  scope: PlaceScope,
  search: StaffSearch,
  alsoLoose: boolean,
): Promise<KnownMember[]> {
  const rows = await listStaff(db, scope, search, alsoLoose);
  const ids = rows.map(({ person_id }) => person_id);
  const known = await listFullIdentifiers(db, keys, staffRealm, ids);
  const grants = Map.groupBy(await listGrants(db, scope, ids), ({ person_id }) => person_id);
  return rows.map((row) => {
    const of = (kind: 'identity' | 'phone') =>
      known.get(row.person_id)?.find((each) => each.kind === kind)?.value ?? null;
    const held = (grants.get(row.person_id) ?? []).filter(({ role }) => !isScannerRole(role));
    return {
      ...row,
      ...{ identity: of('identity'), phone: of('phone') },
      grants: held.map(({ id, role, place_id }) => ({ id, role, placeId: place_id })),
    };
  });
}

/** Members of staff by what a workbook names them by. */
export class KnownMembers {
  readonly #byId: Map<number, KnownMember>;
  readonly #byAccount: Map<string, KnownMember>;

  constructor(members: readonly KnownMember[]) {
    this.#byId = new Map(members.map((member) => [member.id, member]));
    const named = members.filter(({ username }) => username !== '');
    this.#byAccount = new Map(named.map((member) => [member.username, member]));
  }

  get(id: number): KnownMember | undefined {
    return this.#byId.get(id);
  }

  called(account: string): KnownMember | undefined {
    return this.#byAccount.get(account);
  }
}
