import { randomUUID } from 'node:crypto';
import { access } from '../../../modules/access/contract.ts';
import { listGrantsOf } from '../../../modules/access/public.ts';
import { places } from '../../../modules/places/contract.ts';
import type { PlaceRow } from '../../../modules/places/public.ts';
import { addPlace } from '../../../modules/places/public.ts';
import { programmes } from '../../../modules/programmes/contract.ts';
import { staff } from '../../../modules/staff/contract.ts';
import { assignScanner, createStaff } from '../../../modules/staff/public.ts';
import type { Kit } from '../kit.ts';
import { csvOf, type SheetRow } from '../roster.ts';
import { type Context, ofSheet, reaches } from './context.ts';

/** What the routes of places and staff are tried with. */
export async function addStaff(context: Context) {
  const { kit, cast, add } = context;
  const { station, north } = cast.places;
  const { unit } = reaches(context);
  const hire = (username: string) =>
    kit.platform.transaction(null, (tx) =>
      createStaff(tx, { username, name: 'Sam', role: 'reader', placeId: north.id }),
    );
  const member = await hire('sample');
  const names = { nameZh: '北部群', nameEn: 'North Colony' };
  add(places.get, unit, { params: { id: north.id } });
  add(places.sums, unit, { params: { id: north.id } });
  add(places.children, 'anybody', { query: { placeId: station.id } });
  add(places.move, unit, {
    params: { id: north.id },
    body: { parentId: station.id, fromId: station.id },
  });
  add(programmes.belongings, unit, { params: { placeId: north.id } });
  add(places.setDisabled, unit, { params: { id: north.id }, body: { disabled: false } });
  add(places.rename, unit, { params: { id: north.id }, body: names });
  add(places.create, unit, {
    body: { ...names, parentId: north.id, kind: 'organisation', code: 'nest' },
  });

  const key = { name: 'Nightly', role: 'reader', placeId: north.id, lastDay: '2022-02-01' };
  add(staff.addApiKey, unit, { body: key });
  add(staff.revokeApiKey, unit, async () => {
    const { id } = await (await kit.as(cast.ada)).get(staff.addApiKey, { body: key });
    return { params: { id } };
  });
  const greeter = await roleAt(kit, north);
  const ofRole = { params: { code: greeter } };
  const typed = { nameZh: '接待', nameEn: 'Greeter', description: '', permissions: [] };
  add(access.permissions, unit, { query: { placeId: north.id } });
  add(access.managedRole, { at: north, fromBelow: true }, ofRole);
  add(access.addRole, unit, async () => ({
    body: { ...typed, nameZh: randomUUID(), nameEn: randomUUID(), placeId: north.id },
  }));
  add(access.changeRole, unit, { ...ofRole, body: { ...typed, version: 1_000_000 } });
  add(access.roleEffect, { at: north, fromBelow: true }, { ...ofRole, body: { permissions: [] } });
  add(access.deleteRole, unit, async () => ({ params: { code: await roleAt(kit, north) } }));
  // Tests make a role for each permission, which is more than a page.
  add(access.managedRoles, 'anybody', { body: { limit: 200 } });
  add(staff.holders, 'anybody', { params: { code: 'reader' } });

  const who = { personId: member.personId };
  add(access.permissionsOfPerson, unit, { params: who });
  const role = { role: 'reader', placeId: north.id };
  add(staff.add, unit, { body: { ...role, username: 'another', name: 'Anna' } });
  add(staff.list, 'anybody', { body: {} });
  add(staff.member, unit, { params: who });
  add(staff.change, unit, { params: who, body: { disabled: false } });
  add(staff.setDocument, unit, async () => ({
    params: who,
    body: { identity: { kind: 'passport' as const, number: nextDocument() } },
  }));
  add(staff.reset, unit, { params: who, body: { reason: 'Asked for it' } });
  add(staff.grantRole, unit, { params: who, body: role });
  add(staff.revokeRole, unit, async () => {
    const { personId } = await hire(`sample-${randomUUID()}`);
    const [grant] = await listGrantsOf(kit.platform.db, personId);
    return { params: { personId, grantId: grant?.id ?? 0 } };
  });
  await addImports(context);
  const { gate, scannerId, otherId } = await gateOf(kit, station, [
    await hire('sample-scanner'),
    await hire('other-scanner'),
  ]);
  const atGate = { at: gate };
  const siteParams = { params: { siteId: gate.id } };
  add(staff.site, atGate, siteParams);
  add(staff.siteEffect, atGate, siteParams);
  add(staff.addSite, atGate, { body: { ...names, parentId: gate.id } });
  add(staff.changeSite, atGate, { ...siteParams, body: names });
  add(staff.switchSite, atGate, { ...siteParams, body: { disabled: false } });
  const scanner = { params: { scannerId } };
  add(staff.scanner, atGate, scanner);
  add(staff.changeScanner, atGate, { ...scanner, body: { remark: 'North side' } });
  add(staff.scannerPassword, atGate, { ...scanner, body: {} });
  add(staff.scanners, 'anybody', { body: { siteId: gate.id } });
  const identity = { kind: 'passport' as const, number: 'E12345678' };
  add(staff.findScanner, atGate, { body: { siteId: gate.id, identity } });
  const added = { siteId: gate.id, level: 'senior' as const, name: 'Sam' };
  add(staff.addScanner, atGate, async () => ({
    body: { ...added, identity: { ...identity, number: nextDocument() }, phone: nextPhone() },
  }));
  add(staff.switchScanner, atGate, { ...scanner, body: { what: 'self', disabled: false } });
  add(staff.replaceScanner, atGate, { ...scanner, body: { replacementId: otherId } });
}

/** A role of a place, for which it can be given to nobody else. */
async function roleAt(kit: Kit, place: PlaceRow): Promise<string> {
  const code = randomUUID();
  await kit.database.pool.query('insert into roles values ($1, $1, $1, $2)', [code, place.id]);
  return code;
}

/** Imports are those of whoever brought them. */
async function addImports({ kit, cast, add }: Context) {
  const { personId } = cast.ada;
  const own = { owner: personId };
  const ada = await kit.as(cast.ada);
  const fileOf = (name: string, row: SheetRow) => {
    return { name, mime: 'text/csv', data: csvOf([row]) };
  };
  const places = fileOf('places.csv', { Kind: 'Site', Parent: 'north', Code: 'hut', Name: 'Hut' });
  const members = fileOf('staff.csv', { Name: 'Sam', 'User name': 'sam', Roles: 'Reader' });
  /** One more that was checked, or is done. */
  const another = (kind: 'places' | 'members', state: string) => async () => {
    const id = randomUUID();
    await kit.database.pool.query(
      `insert into workbook_imports (id, kind, file_name, state, created_by, created_at)
       values ($1, $2, 'some.csv', $3, $4, $5)`,
      [id, kind, state, personId, kit.clock.now()],
    );
    return { params: { importId: id } };
  };
  const { id: placeImport } = await ada.get(staff.startPlaceImport, { file: places });
  const { id: memberImport } = await ada.get(staff.startMemberImport, { file: members });
  await kit.work();
  const ofPlaces = { params: { importId: placeImport } };
  const ofMembers = { params: { importId: memberImport } };
  const body = { choice: 'mine' } as const;
  add(staff.exportPlaces, 'anybody', { query: ofSheet });
  add(staff.startPlaceImport, 'anybody', { file: places });
  add(staff.placeImport, own, ofPlaces);
  add(staff.placeImportRows, own, { ...ofPlaces, query: {} });
  add(staff.chooseInPlaces, own, { ...ofPlaces, body });
  add(staff.refusedPlaceRows, own, ofPlaces);
  add(staff.confirmPlaceImport, own, another('places', 'checked'));
  add(staff.discardPlaceImport, own, another('places', 'checked'));
  add(staff.exportMembers, 'anybody', { query: ofSheet });
  add(staff.startMemberImport, 'anybody', { file: members });
  add(staff.memberImport, own, ofMembers);
  add(staff.memberImportRows, own, { ...ofMembers, query: {} });
  add(staff.chooseInMembers, own, { ...ofMembers, body });
  add(staff.refusedMemberRows, own, ofMembers);
  add(staff.confirmMemberImport, own, another('members', 'checked'));
  add(staff.discardMemberImport, own, another('members', 'checked'));
  add(staff.takeImportedPasswords, own, async () => ({
    ...(await another('members', 'done')()),
    query: ofSheet,
  }));
}

let count = 0;
const nextDocument = () => `X${String(++count).padStart(8, '0')}`;
const nextPhone = () => `138${String(++count).padStart(8, '0')}`;

type Someone = { personId: string };

/** A site with two scanners, neither of whom can take the other's place. */
async function gateOf(kit: Kit, station: PlaceRow, [one, other]: [Someone, Someone]) {
  return kit.platform.transaction(null, async (tx) => {
    const gate = await addPlace(tx, {
      ...{ parentId: station.id, kind: 'site', code: 'gate', zh: '大门', en: 'Gate' },
    });
    const assign = ({ personId }: Someone) =>
      assignScanner(tx, { personId, siteId: gate.id, level: 'intermediate', superior: null });
    return { gate, scannerId: await assign(one), otherId: await assign(other) };
  });
}
