import { cleanPhone } from '../../../forms/phone.ts';
import { type BodyOf, type ResponseOf, staffApps } from '../../../platform/contract.ts';
import type { Platform, Tx } from '../../../platform/platform.ts';
import { getOrNotFound, invalid, Problem } from '../../../platform/problems.ts';
import type { Actor, PlaceScope } from '../../../platform/scope.ts';
import { permissionsGrantedTo } from '../../access/public.ts';
import {
  activatedApps,
  countStaffLook,
  findHolders,
  type Identifier,
  listMaskedIdentifiers,
  lockRealm,
  lockUser,
  oneTimePassword,
  setDisabled,
  setOneTimePassword,
  staffRealm,
} from '../../people/public.ts';
import { holds, permissionsOn } from '../authority.ts';
import { type staff, staffProblems } from '../contract.ts';
import { createStaff } from '../create.ts';
import { documentOf } from '../members/document.ts';
import { ofStaff } from '../passwords.ts';
import { assignScanner } from './actions.ts';
import { roleOfLevel } from './contract.ts';
import { tellScanners } from './notices.ts';
import { findSiteOf } from './queries.ts';
import { levelsToAdd, superiorFor, visibleTo } from './rules.ts';
import { holdSite, type SiteSeen, seeSite } from './standing.ts';

type NewScanner = BodyOf<typeof staff.addScanner>;

/**
 * The first step of adding: whether somebody with this document is staff already. Of a known person it tells no
 * more than shows whether it is the right one. Each look-up is noted.
 */
export async function findScannerToAdd(
  platform: Platform,
  actor: Actor,
  scope: PlaceScope,
  { siteId, identity }: BodyOf<typeof staff.findScanner>,
): Promise<ResponseOf<typeof staff.findScanner>> {
  const { all, standing } = await seeSite(platform.db, actor, scope, siteId);
  if (levelsToAdd(standing).length === 0) throw new Problem(staffProblems.level_too_low);
  const document = documentOf(platform, identity);
  await countStaffLook(platform, actor.personId);
  const [known] = await findHolders(platform, staffRealm, document);
  await platform.transaction(actor, (tx) =>
    tx.audit({
      action: 'scanner.looked_up',
      ...{ placeId: siteId, personId: known?.personId ?? null },
    }),
  );
  if (!known) return { known: false, name: null };
  mustBeNew(all, known.personId);
  return { known: true, name: maskedName(known.name) };
}

/**
 * Adds a scanner to a site, under who adds them; somebody who is staff already is only assigned. What is refused tells
 * of others who has which document or phone: it counts, and is noted.
 */
export async function addScanner(
  platform: Platform,
  actor: Actor,
  scope: PlaceScope,
  given: NewScanner,
): Promise<ResponseOf<typeof staff.addScanner>> {
  await countStaffLook(platform, actor.personId);
  try {
    return await enterScanner(platform, actor, scope, given);
  } catch (error) {
    const [code] =
      error instanceof Problem ? (error.extra.fields ?? []).map((each) => each.code) : [];
    const state = telling.find((each) => each === code);
    if (state) {
      await platform.transaction(actor, (tx) =>
        tx.audit({ action: 'scanner.add_refused', placeId: given.siteId, details: { state } }),
      );
    }
    throw error;
  }
}

/** Answers that say something of who is on record. */
const telling = ['scanner_exists', 'scanner_phone_taken', 'scanner_phone_differs'] as const;

function enterScanner(
  platform: Platform,
  actor: Actor,
  scope: PlaceScope,
  given: NewScanner,
): Promise<ResponseOf<typeof staff.addScanner>> {
  return platform.transaction(actor, async (tx) => {
    const { siteId, level, remark } = given;
    const seen = await holdSite(tx, actor, scope, siteId);
    const { site, standing, all } = seen;
    const wanted = await permissionsOn(tx, roleOfLevel(level), site.path);
    // Nobody gives what they do not have, whatever the installation has made of the roles.
    if (!levelsToAdd(standing).includes(level) || !(await holds(tx, actor, wanted))) {
      throw new Problem(staffProblems.level_too_low);
    }
    // So that nobody else adds the same person, or the same phone, meanwhile.
    await lockRealm(tx.db, staffRealm);
    const document = documentOf(platform, given.identity);
    const [known] = await findHolders({ ...platform, db: tx.db }, staffRealm, document);
    if (known) {
      mustBeNew(all, known.personId);
      await mustHavePhone(tx, known.personId, given.phone);
    }
    const { personId } = known ?? (await createFrom(tx, given, document));
    const superior = superiorFor(standing, level);
    const scannerId = await assignScanner(tx, { personId, siteId, level, superior, remark });
    await tx.audit({ action: 'scanner.added', placeId: siteId, personId, details: { level } });
    await tellScanners(tx, site, [{ kind: 'added', personId, level }]);
    return { scannerId, known: known !== undefined };
  });
}

async function createFrom(tx: Tx, { name, phone, disabled }: NewScanner, document: Identifier) {
  const number = cleanPhone(phone ?? '');
  const problems = [
    ...(name ? [] : [{ path: 'name', code: 'required' }]),
    ...(number ? [] : [{ path: 'phone', code: phone ? 'phone_invalid' : 'required' }]),
  ];
  if (problems.length > 0) throw invalid(...problems);
  const ofPhone = { kind: 'phone', value: number ?? '' } as const;
  // A phone is by what a scanner signs in: it leads to one of the staff.
  if ((await findHolders({ ...tx.platform, db: tx.db }, staffRealm, ofPhone)).length > 0) {
    throw invalid({ path: 'phone', code: 'scanner_phone_taken' });
  }
  const user = await createStaff(tx, { name: name ?? '', identifiers: [document, ofPhone] });
  if (disabled) await setDisabled(tx, { personIds: [user.personId], realm: staffRealm }, true);
  return user;
}

function mustBeNew(all: SiteSeen['all'], personId: string): void {
  if (all.some((each) => each.personId === personId)) {
    throw new Problem(staffProblems.scanner_exists, {
      fields: [{ path: 'identity.number', code: 'scanner_exists' }],
    });
  }
}

/**
 * Whoever set a document up first gave it a phone, and may have given their own: whoever adds the person later must
 * know theirs. Members of staff without a phone on record have a user name from an administrator.
 */
async function mustHavePhone(tx: Tx, personId: string, typed: string | undefined): Promise<void> {
  const { keys } = tx.platform;
  const known = await listMaskedIdentifiers(tx.db, keys, staffRealm, [personId]);
  if (!known.get(personId)?.some(({ kind }) => kind === 'phone')) return;
  const number = cleanPhone(typed ?? '');
  if (!number) throw invalid({ path: 'phone', code: typed ? 'phone_invalid' : 'required' });
  const ofPhone = { kind: 'phone', value: number } as const;
  const holders = await findHolders({ ...tx.platform, db: tx.db }, staffRealm, ofPhone);
  if (!holders.some((each) => each.personId === personId)) {
    throw invalid({ path: 'phone', code: 'scanner_phone_differs' });
  }
}

/** Enough to see whether it is the right person. */
const maskedName = (name: string): string => `${[...name].slice(0, 1).join('')}**`;

/**
 * A one-time password for a new scanner to whom no code by SMS comes. Whoever has signed in once sets a new one
 * by a code themselves, so that nobody in their line can take their account.
 */
export function passwordForScanner(
  platform: Platform,
  actor: Actor,
  scope: PlaceScope,
  scannerId: number,
): Promise<ResponseOf<typeof staff.scannerPassword>> {
  return platform.transaction(actor, async (tx) => {
    const { id: siteId } = getOrNotFound(await findSiteOf(tx.db, scope, scannerId));
    const { all, standing } = await holdSite(tx, actor, scope, siteId);
    const target = getOrNotFound(visibleTo(standing, all).find(({ id }) => id === scannerId));
    const { personId } = target;
    if (personId === actor.personId) throw new Problem(staffProblems.not_oneself);
    await lockUser(tx, personId, staffRealm);
    // Read again: they may have set their password while this waited for the lock.
    const activated = await activatedApps(tx.db, staffRealm, [personId]);
    if (activated.size > 0) throw new Problem(staffProblems.scanner_active);
    if (!(await holds(tx, actor, await permissionsGrantedTo(tx, personId)))) {
      throw new Problem(staffProblems.scanner_has_other_roles);
    }
    const password = oneTimePassword(ofStaff);
    await setOneTimePassword(tx, { personId, realm: staffRealm, apps: [...staffApps] }, password);
    await tx.audit({ action: 'staff.reset', placeId: siteId, personId });
    return { oneTimePassword: password };
  });
}
