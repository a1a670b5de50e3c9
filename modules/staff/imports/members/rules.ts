import type { IdentityKind, IdentityValue } from '../../../../forms/definition.ts';
import { cleanIdentity, type IdentityIssueCode, readIdentity } from '../../../../forms/identity.ts';
import type { Keys } from '../../../../platform/crypto.ts';
import { type ExportedRecord, type StandsFor, signs } from '../records.ts';

/** What a workbook may change of a member of staff. */
export const memberFields = ['identity', 'phone', 'roles', 'disabled', 'remark'] as const;
export type MemberField = (typeof memberFields)[number];

export type MemberValues = {
  /** Kind and number, as they are stored. */
  identity: string | null;
  phone: string | null;
  /** See {@link rolesText}. */
  roles: string | null;
  disabled: boolean;
  remark: string | null;
};

export type MemberRecord = ExportedRecord<MemberField>;

/** What stands for the values of one member: under a key, for it must not tell whoever exports masked numbers what they are. */
export const standsForOf =
  (keys: Keys, id: number): StandsFor<MemberField> =>
  (field, value) =>
    keys
      .hash('staff.member-record', JSON.stringify([id, field, value]))
      .toString('base64url')
      .slice(0, signs);

export type HeldRole = { role: string; placeId: number };

/** Roles as one text, whatever their order; null for none. */
export function rolesText(roles: readonly HeldRole[]): string | null {
  const texts = roles.map(({ role, placeId }) => `${placeId} ${role}`);
  return [...new Set(texts)].sort().join('\n') || null;
}

/** What {@link rolesText} wrote. */
export function rolesIn(text: string | null): HeldRole[] {
  return (text ?? '').split('\n').flatMap((line) => {
    const at = line.indexOf(' ');
    return at < 0 ? [] : [{ placeId: Number(line.slice(0, at)), role: line.slice(at + 1) }];
  });
}

/** As user names are stored and looked for. */
export const accountOf = (typed: string): string =>
  typed.normalize('NFKC').replace(/\s+/g, '').toLowerCase();

export const isAccount = (typed: string): boolean => /^[A-Za-z0-9._-]{3,40}$/.test(typed);

export const isMasked = (typed: string): boolean => /[*＊]/.test(typed);

/** A document as it was typed, where it has to be one of the kind if that is named. */
export function documentIn(
  kind: IdentityKind | null,
  number: string,
  today: string,
): { value: IdentityValue } | { column: string; problem: IdentityIssueCode | 'cell_required' } {
  const known = kind ?? readIdentity(number)?.kind ?? (isLikeCitizens(number) ? 'prc_id' : null);
  if (!known) return { column: 'identityKind', problem: 'cell_required' };
  const cleaned = cleanIdentity(known, number, today);
  return 'value' in cleaned ? cleaned : { column: 'identityNumber', problem: cleaned.problem };
}

const isLikeCitizens = (number: string): boolean =>
  number.normalize('NFKC').replace(/\s+/g, '').length === 18;
