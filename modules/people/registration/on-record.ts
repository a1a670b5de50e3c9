import type { Db } from '../../../platform/database.ts';
import type { Platform } from '../../../platform/platform.ts';
import { listMembersByIdentifier } from '../accounts/queries.ts';
import { type Identifier, listFullIdentifiers, lookupOf } from '../identifiers.ts';
import type { CredentialScope } from '../realms.ts';
import type { OnRecord } from './rules.ts';

/** Somebody on record by a document. */
export type Holder = OnRecord & {
  personId: string;
  withdrawn_at: Date | null;
  /** The phone as E.164. */
  number: string | null;
};

/** Who is on record in the realm by a document, in the form of its identifier. */
export async function findHolder(
  db: Db,
  { keys }: Pick<Platform, 'keys'>,
  within: CredentialScope,
  identity: string,
): Promise<Holder | undefined> {
  const lookup = lookupOf(keys, 'identity', identity);
  if (!lookup) return undefined;
  const by = { kind: 'identity', lookup } as const;
  const [member] = await listMembersByIdentifier(db, by, within);
  if (!member) return undefined;
  const { person_id: personId, name, disabled, has_account: hasAccount, withdrawn_at } = member;
  const known = await listFullIdentifiers(db, keys, within.realm, [personId]);
  const isPhone = ({ kind }: Identifier) => kind === 'phone';
  const number = known.get(personId)?.find(isPhone)?.value ?? null;
  const phone = number && lookupOf(keys, 'phone', number);
  return { personId, name, disabled, hasAccount, withdrawn_at, number, phone };
}

/** Who has a user name already. */
export async function findNamesake(
  db: Db,
  within: CredentialScope,
  username: string,
): Promise<string | undefined> {
  const by = { kind: 'username', lookup: username } as const;
  const [member] = await listMembersByIdentifier(db, by, within);
  return member?.person_id;
}
