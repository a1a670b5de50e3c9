import { identityText, readIdentity } from '../../../../forms/identity.ts';
import { cleanPhone } from '../../../../forms/phone.ts';
import type { Keys } from '../../../../platform/crypto.ts';
import type { RowProblem } from '../../../../platform/sheets/import-row.ts';
import { isSameName, maskIdentifier } from '../../../people/public.ts';
import type { KnownPlaces } from '../known-places.ts';
import { compareWith, type Difference, type FieldValue } from '../records.ts';
import { type FieldChange, type Outcome, refusedFor } from '../workbook.ts';
import { type KnownMember, type KnownMembers, valuesOfMember } from './known-members.ts';
import type { MemberRead } from './reading.ts';
import { describeRoles, type KnownRoles, readRoles } from './roles.ts';
import {
  accountOf,
  documentIn,
  isAccount,
  isMasked,
  type MemberField,
  type MemberValues,
  memberFields,
  rolesIn,
  rolesText,
  standsForOf,
} from './rules.ts';

/** What becomes of a row about a member of staff. */
export type MemberOutcome = Outcome & {
  /** Whom it is about, where they are there. */
  member?: KnownMember;
  /** What is to be written, in full. */
  values: Partial<MemberValues>;
};

export type Known = {
  keys: Keys;
  today: string;
  roles: KnownRoles;
  places: KnownPlaces;
  members: KnownMembers;
};

type Refuse = (column: string, code: string, params?: RowProblem['params']) => void;

/** What becomes of a row beside what is known. What only the act itself can tell, such as whose a document is, it tells then. */
export function decide(row: MemberRead, known: Known): MemberOutcome {
  const problems: RowProblem[] = [...row.problems];
  const refuse: Refuse = (column, code, params) =>
    problems.push({ row: row.row, column, code, ...(params && { params }) });
  if (problems.length > 0) return { ...refusedFor(problems), values: {} };
  const { record } = row;
  const member = record
    ? known.members.get(record.id)
    : known.members.called(accountOf(row.account));
  if (record && !member) refuse('record', 'member_gone');
  else if (member) checkExisting(row, member, refuse);
  else checkFresh(row, refuse);
  const given = valuesIn(row, member, known, refuse);
  if (problems.length > 0) return { ...refusedFor(problems), values: {} };
  if (!member) {
    const changes = memberFields.flatMap((field) => {
      const to = given[field];
      return to === undefined || to === null || to === false ? [] : [{ field, from: null, to }];
    });
    const shown = changes.map((change) => shownAs(change, known));
    return { state: 'fresh', changes: shown, conflicts: [], problems, values: given };
  }
  const found = compareWith(
    memberFields,
    given,
    valuesOfMember(member),
    record ?? undefined,
    standsForOf(known.keys, member.id),
  );
  const [changes, conflicts] = [found.changes, found.conflicts];
  const state = conflicts.length > 0 ? 'conflict' : changes.length > 0 ? 'changed' : 'unchanged';
  const values = Object.fromEntries([...changes, ...conflicts].map(({ field, to }) => [field, to]));
  return {
    ...{ state, member, values, problems },
    changes: changes.map((change) => shownAs(change, known)),
    conflicts: conflicts.map((change) => shownAs(change, known)),
  };
}

/** Who somebody is, is no matter of a workbook. */
function checkExisting(row: MemberRead, member: KnownMember, refuse: Refuse): void {
  if (row.name !== '' && !isSameName(row.name, member.name)) refuse('name', 'member_name_stays');
  if (row.account !== '' && accountOf(row.account) !== member.username) {
    refuse('account', 'member_account_stays');
  }
}

function checkFresh(row: MemberRead, refuse: Refuse): void {
  for (const column of ['name', 'account', 'roles'] as const) {
    if (row[column] === '') refuse(column, 'cell_required');
  }
  if (row.account !== '' && !isAccount(row.account)) refuse('account', 'account_invalid');
}

/** What a row says; what it leaves blank, and numbers that are masked as they were exported, it says nothing of. */
function valuesIn(
  row: MemberRead,
  member: KnownMember | undefined,
  known: Known,
  refuse: Refuse,
): Partial<MemberValues> {
  const identity = identityIn(row, member, known, refuse);
  const phone = phoneIn(row, member, known, refuse);
  const roles = row.roles.trim() === '' ? undefined : readRoles(row.roles, row.place, known);
  for (const { column, code, params } of roles?.problems ?? []) refuse(column, code, params);
  return {
    ...(identity !== undefined && { identity }),
    ...(phone !== undefined && { phone }),
    ...(roles && { roles: rolesText(roles.held) }),
    ...(row.disabled !== undefined && { disabled: row.disabled }),
    ...(row.remark !== undefined && { remark: row.remark }),
  };
}

function identityIn(
  { identityKind, identityNumber, record }: MemberRead,
  member: KnownMember | undefined,
  { keys, today }: Known,
  refuse: Refuse,
): string | undefined {
  if (identityNumber === '') return undefined;
  const current = readIdentity(member?.identity ?? '');
  if (isMasked(identityNumber)) {
    const isKind = identityKind === null || identityKind === current?.kind;
    const isSame = isKind && isMaskOf('identity', member?.identity, identityNumber);
    if (!isSame && !isOfOthers('identity', { keys, member, record })) {
      refuse('identityNumber', 'number_masked');
    }
    return undefined;
  }
  const read = documentIn(identityKind, identityNumber, today);
  if ('value' in read) return identityText(read.value);
  refuse(read.column, read.problem);
  return undefined;
}

function phoneIn(
  { phone, record }: MemberRead,
  member: KnownMember | undefined,
  { keys }: Known,
  refuse: Refuse,
): string | undefined {
  if (phone === '') return undefined;
  if (isMasked(phone)) {
    const isSame = isMaskOf('phone', member?.phone, phone);
    if (!isSame && !isOfOthers('phone', { keys, member, record })) refuse('phone', 'number_masked');
    return undefined;
  }
  const clean = cleanPhone(phone);
  if (!clean) refuse('phone', 'phone_unreadable');
  return clean ?? undefined;
}

const isMaskOf = (
  kind: 'identity' | 'phone',
  value: string | null | undefined,
  typed: string,
): boolean => Boolean(value) && squeezed(maskIdentifier(kind, value ?? '')) === squeezed(typed);

const squeezed = (text: string) => text.normalize('NFKC').replace(/\s+/g, '');

/** Whether others have changed it since the export, so that the mask is that of another number. */
function isOfOthers(
  field: 'identity' | 'phone',
  of: { keys: Keys; member: KnownMember | undefined; record: MemberRead['record'] },
): boolean {
  const { keys, member, record } = of;
  if (!member || !record) return false;
  return record.base[field] !== standsForOf(keys, member.id)(field, member[field]);
}

/** A change as it is shown. */
function shownAs({ field, from, to }: Difference<MemberField>, known: Known): FieldChange {
  const shown = (value: FieldValue) => {
    if (typeof value !== 'string') return value;
    if (field === 'roles') return describeRoles(rolesIn(value), known);
    return field === 'identity' || field === 'phone' ? maskIdentifier(field, value) : value;
  };
  return { field, from: shown(from), to: shown(to) };
}
