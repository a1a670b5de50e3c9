import { readdir } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testFolder } from '../../../../platform/sheets/test-files.ts';
import { type Client, type Kit, startKit } from '../../../../server/testing/kit.ts';
import { csvOf, type SheetRow, xlsxOf } from '../../../../server/testing/roster.ts';
import { people } from '../../../people/contract.ts';
import { countStaffLook, staffRealm } from '../../../people/public.ts';
import { addPlace, type PlaceRow } from '../../../places/public.ts';
import { staff } from '../../contract.ts';
import { addGrant, createStaff } from '../../create.ts';
import { mayBeOnePerson } from '../../one-hand.ts';
import { resumeWorkbooks } from '../jobs.ts';
import { batchRows } from '../read-rows.ts';
import { dyingAt, expectGone, filesIn, rowsIn } from '../testing.ts';
import { workOnImport } from '../work.ts';

/** Members of staff by workbook: out, changed in a spreadsheet, and in again. */

let kit: Kit;
let at: Record<'root' | 'north' | 'south' | 'gate', PlaceRow>;
let chief: Hired;
let folder: Awaited<ReturnType<typeof testFolder>>;

type Hired = Client & { personId: string };

beforeAll(async () => {
  kit = await startKit();
  folder = await testFolder();
  await kit.platform.transaction(null, async (tx) => {
    const place = (code: string, parent: PlaceRow | null, { kind }: Pick<PlaceRow, 'kind'>) =>
      addPlace(tx, { parentId: parent?.id ?? null, kind, code, zh: `${code}地`, en: code });
    const root = await place('root', null, { kind: 'region' });
    const north = await place('north', root, { kind: 'organisation' });
    const south = await place('south', root, { kind: 'organisation' });
    at = { root, north, south, gate: await place('gate', north, { kind: 'site' }) };
  });
  chief = await hire('chief', 'administrator', at.root);
});
afterAll(async () => {
  await folder.remove();
  await kit.close();
});

async function hire(
  username: string,
  role: string,
  place: PlaceRow,
  more: { phone?: string; document?: string } = {},
): Promise<Hired> {
  const { phone, document } = more;
  const { personId } = await kit.platform.transaction(null, (tx) =>
    createStaff(tx, {
      ...{ username, name: `Name ${username}`, role, placeId: place.id, passwordHash: 'none' },
      identifiers: [
        ...(phone ? [{ kind: 'phone' as const, value: phone }] : []),
        ...(document ? [{ kind: 'identity' as const, value: `passport ${document}` }] : []),
      ],
    }),
  );
  const client = await kit.as({ personId, realm: staffRealm, app: 'console' });
  return Object.assign(client, { personId });
}

const format = 'csv';
const exported = async (by: Client = chief, query: object = {}): Promise<SheetRow[]> => {
  const input = { query: { format, lang: 'en', ...query } } as const;
  return rowsIn(folder, (await by.call(staff.exportMembers, input)).raw);
};

async function start(data: Buffer, by: Client = chief): Promise<string> {
  const file = { name: 'staff.csv', mime: 'text/csv', data };
  return (await by.get(staff.startMemberImport, { file })).id;
}

async function upload(rows: SheetRow[], by: Client = chief): Promise<string> {
  const importId = await start(csvOf(rows), by);
  await kit.work();
  return importId;
}

const see = (importId: string, by: Client = chief) =>
  by.get(staff.memberImport, { params: { importId } });

const rowsOf = async (importId: string, by: Client = chief) =>
  (await by.get(staff.memberImportRows, { params: { importId }, query: { limit: 200 } })).items;

const confirm = (importId: string, by: Client = chief) =>
  by.call(staff.confirmMemberImport, { params: { importId } });

const reasons = async (importId: string, by: Client = chief) =>
  (await rowsOf(importId, by)).map(
    ({ state, problems: [first] }) => (first && `${first.column} ${first.code}`) || state,
  );

async function carryOut(rows: SheetRow[], by: Client = chief): Promise<string> {
  const importId = await upload(rows, by);
  expect((await confirm(importId, by)).status).toBe(200);
  await kit.work();
  expect((await see(importId, by)).state).toBe('done');
  return importId;
}

const newRow = (given: SheetRow = {}): SheetRow => ({
  ...{ Name: '新人', 'User name': 'newcomer', 'Organisation or site': 'root/north' },
  ...{ Roles: '查看者', ...given },
});

const of = (rows: SheetRow[], account: string): SheetRow =>
  rows.find((row) => row['User name'] === account) as SheetRow;

const member = (who: Hired) => chief.get(staff.member, { params: { personId: who.personId } });

const rolesOf = async (who: Hired) =>
  (await member(who)).grants.map(({ role, nameEn }) => `${role.code} ${nameEn}`);

const actionsOf = async (personId: string) => {
  const { rows } = await kit.database.pool.query<{ action: string }>(
    'select action from audit_entries where actor_id = $1 order by id',
    [personId],
  );
  return rows.map(({ action }) => action);
};

describe('a workbook of staff', () => {
  it.each(['csv', 'xlsx'] as const)(
    'changes nothing when it comes back as it went, as %s',
    async (kind) => {
      await hire(`plain-${kind}`, 'reader', at.gate, {
        phone: kind === 'csv' ? '+8613800000001' : '+8613800000002',
        document: kind === 'csv' ? 'E1000001' : 'E1000002',
      });
      const input = { query: { format: kind, lang: 'zh' } } as const;
      const rows = await rowsIn(folder, (await chief.call(staff.exportMembers, input)).raw);
      const importId = await start(kind === 'csv' ? csvOf(rows) : await xlsxOf(rows));
      await kit.work();
      const { counts, state } = await see(importId);
      expect({ state, ...counts }).toMatchObject({
        state: 'checked',
        changed: 0,
        refused: 0,
        fresh: 0,
      });
      expect(counts.unchanged).toBe(rows.length);
      expect((await confirm(importId)).body.code).toBe('workbook_empty');
      expect((await chief.call(staff.discardMemberImport, { params: { importId } })).status).toBe(
        200,
      );
    },
  );

  it('masks numbers for whoever may not see them, and takes a mask for no number', async () => {
    await hire('masked', 'reader', at.north, {
      ...{ phone: '+8613800000003', document: 'E1000003' },
    });
    const code = 'clerk';
    await kit.database.pool.query(`insert into roles values ($1, 'Clerk', 'Clerk')`, [code]);
    await kit.database.pool.query(
      `insert into role_permissions select $1, unnest(array['staff.read', 'staff.manage', 'staff.export',
        'overview.read', 'place.read', 'programme.read', 'roster.read', 'report.read', 'person.read',
        'code.read', 'check.read', 'check.read_own', 'form.read'])`,
      [code],
    );
    const clerk = await hire('clerk', code, at.north);
    expect(of(await exported(), 'masked')).toMatchObject({
      ...{ 'Document number': 'E1000003', Phone: '+8613800000003', Document: 'Passport' },
    });
    const row = of(await exported(clerk), 'masked');
    expect(row).toMatchObject({ Phone: '+86 138****0003', 'Organisation or site': 'north' });
    expect(row['Document number']).toMatch(/\*/);
    expect(JSON.stringify(row)).not.toContain('1000003');
    const importId = await upload(
      [
        { ...row, Remark: 'seen' },
        { ...of(await exported(clerk), 'clerk'), Phone: '+86 139****0003' },
      ],
      clerk,
    );
    expect(await reasons(importId, clerk)).toEqual(['changed', 'phone number_masked']);
    await confirm(importId, clerk);
    await kit.work();
    expect(of(await exported(), 'masked')).toMatchObject({
      ...{ 'Document number': 'E1000003', Phone: '+8613800000003', Remark: 'seen' },
    });
    expect(await actionsOf(clerk.personId)).toEqual(
      expect.arrayContaining(['staff.members_exported', 'staff.members_imported', 'staff.changed']),
    );
    // The trail tells who took whole numbers away.
    expect(await actionsOf(chief.personId)).toContain('staff.members_exported_whole');
    expect(await actionsOf(chief.personId)).not.toContain('staff.members_exported');
    expect(await actionsOf(clerk.personId)).not.toContain('staff.members_exported_whole');
  });

  it('counts whoever enters a phone as one with its owner, who gets new passwords by it', async () => {
    const owner = await hire('owner', 'reader', at.north);
    const { db, clock } = kit.platform;
    const isOne = () => mayBeOnePerson({ db, now: clock.now() }, owner.personId, chief.personId);
    expect(await isOne()).toBe(false);
    await carryOut([{ ...of(await exported(), 'owner'), Phone: '13800000077' }]);
    expect(await isOne()).toBe(true);
  });

  it('counts whoever takes passwords as one with their owners from then on, however late', async () => {
    const importId = await carryOut([newRow({ 'User name': 'latecomer' })]);
    const { rows } = await kit.database.pool.query<{ id: string }>(
      "select person_id as id from staff_members where username = 'latecomer'",
    );
    const isOne = () =>
      mayBeOnePerson(
        { db: kit.platform.db, now: kit.clock.now() },
        rows[0]?.id ?? '',
        chief.personId,
      );
    const before = kit.clock.now();
    const daysLater = (days: number) =>
      kit.clock.set(new Date(before.getTime() + days * 24 * 3_600_000));
    expect(await isOne()).toBe(true);
    daysLater(8);
    expect(await isOne()).toBe(false);
    const back = await kit.as({ personId: chief.personId, realm: 'staff', app: 'console' });
    const query = { lang: 'en' as const };
    const taken = await back.call(staff.takeImportedPasswords, { params: { importId }, query });
    expect(taken.status).toBe(200);
    expect(await isOne()).toBe(true);
    daysLater(16);
    expect(await isOne()).toBe(false);
    kit.clock.set(before);
  });

  it('adds and changes people, hands their passwords out once, and each must be changed', async () => {
    const mover = await hire('mover', 'reader', at.north, { phone: '+8613800000004' });
    const rows = [
      {
        ...of(await exported(), 'mover'),
        ...{ Phone: '13800000005', Document: '护照', 'Document number': 'ｅ２０００００１' },
        ...{
          'Organisation or site': 'root/south',
          Roles: 'Reader; 组织者 @ root/north',
          Status: '停用',
        },
      },
      newRow({ Roles: '查看者；organiser @ root/south', Phone: "'13800000006", Remark: '=1+1' }),
    ];
    const importId = await upload(rows);
    const [first, second] = await rowsOf(importId);
    expect(first?.changes).toEqual([
      { field: 'identity', from: null, to: expect.stringContaining('*') },
      { field: 'phone', from: '+86 138****0004', to: '+86 138****0005' },
      {
        field: 'roles',
        from: { zh: '查看者 @ north地', en: 'Reader @ north' },
        to: expect.objectContaining({ en: 'Organiser @ north; Reader @ south' }),
      },
      { field: 'disabled', from: false, to: true },
    ]);
    expect(first?.notes).toEqual([{ code: 'signs_out', params: {} }]);
    expect(second?.changes.map(({ field }) => field)).toEqual(['phone', 'roles', 'remark']);
    // Nothing has happened yet.
    expect(await rolesOf(mover)).toEqual(['reader north']);
    expect((await see(importId)).counts).toMatchObject({
      fresh: 1,
      changed: 1,
      shutOut: 1,
      passwords: 0,
    });
    const take = (lang = 'en' as const) =>
      chief.call(staff.takeImportedPasswords, { params: { importId }, query: { format, lang } });
    expect((await take()).body.code).toBe('workbook_not_ready');
    await confirm(importId);
    await kit.work();
    expect((await see(importId)).counts).toMatchObject({ passwords: 1, shutOut: 1 });
    expect((await rolesOf(mover)).sort()).toEqual(['organiser north', 'reader south']);
    expect(await member(mover)).toMatchObject({ disabled: true, documented: true });
    expect(of(await exported(), 'newcomer')).toMatchObject({
      Remark: '=1+1',
      Phone: '+8613800000006',
    });
    const passwords = await rowsIn(folder, (await take()).raw);
    expect(passwords).toEqual([
      {
        Name: '新人',
        'User name': 'newcomer',
        'One-time password': expect.stringMatching(/^[\w-]{19}$/),
      },
    ]);
    expect(await take()).toMatchObject({ status: 410, body: { code: 'passwords_taken' } });
    expect((await see(importId)).counts.passwords).toBe(0);
    const { rows: kept } = await kit.database.pool.query<{ text: string }>(
      'select content::text as text from workbook_import_rows union all select details::text from audit_entries',
    );
    const password = passwords[0]?.['One-time password'] as string;
    expect(kept.some(({ text }) => text?.includes(password))).toBe(false);
    const newcomer = await kit.as(null, 'console');
    await newcomer.get(people.signInByUsername, { body: { username: 'newcomer', password } });
    expect(await newcomer.get(people.me)).toMatchObject({ mustFinish: true });
    const { rows: noted } = await kit.database.pool.query(
      `select s.person_id from audit_entries e join audit_subjects s on s.entry_id = e.id
       where e.action = 'staff.passwords_taken' and e.details ->> 'importId' = $1`,
      [importId],
    );
    expect(noted.length).toBe(1);
    const files = await readdir(kit.filesFolder, { recursive: true });
    expect(filesIn(files)).toEqual([]);
  });

  it('asks where others have changed the same meanwhile', async () => {
    const torn = await hire('torn', 'reader', at.north);
    const quiet = await hire('quiet', 'reader', at.north);
    const rows = await exported();
    const change = (who: Hired, body: object) =>
      chief.call(staff.change, { params: { personId: who.personId }, body });
    await change(torn, { remark: 'theirs' });
    await change(quiet, { remark: 'theirs' });
    const importId = await upload([{ ...of(rows, 'torn'), Remark: 'mine' }, of(rows, 'quiet')]);
    const [conflict, unchanged] = await rowsOf(importId);
    expect(conflict).toMatchObject({
      ...{ state: 'conflict', conflicts: [{ field: 'remark', from: 'theirs', to: 'mine' }] },
    });
    expect(unchanged?.state).toBe('unchanged');
    expect((await confirm(importId)).body.code).toBe('workbook_open');
    await chief.call(staff.chooseInMembers, { params: { importId }, body: { choice: 'mine' } });
    await change(torn, { remark: 'theirs again' });
    await confirm(importId);
    await kit.work();
    expect(await reasons(importId)).toEqual([' changed_meanwhile', 'unchanged']);
    expect(await member(torn)).toMatchObject({ remark: 'theirs again' });
  });

  it.each<[SheetRow, string]>([
    [{ Name: '' }, 'name cell_required'],
    [{ 'User name': '' }, 'account cell_required'],
    [{ 'User name': 'a b' }, 'account account_invalid'],
    [{ 'User name': 'chief' }, 'name member_name_stays'],
    [{ Roles: '' }, 'roles cell_required'],
    [{ Roles: 'Nobody' }, 'roles role_not_found'],
    [{ Roles: '普通扫码员' }, ' grant_of_scanner'],
    [{ Roles: 'Reader @ root/nowhere' }, 'roles role_place_unknown'],
    [{ 'Organisation or site': '' }, 'place cell_required'],
    [{ 'Organisation or site': 'root/nowhere' }, 'place role_place_unknown'],
    [{ Phone: '12' }, 'phone phone_unreadable'],
    [{ Phone: '1.38E+10' }, 'phone digits_lost'],
    [{ 'Document number': '1.10101E+17' }, 'identityNumber digits_lost'],
    [{ 'Document number': '2020-01-18', Document: 'Passport' }, 'identityNumber document_number'],
    [{ 'Document number': '11010119900101001X' }, 'identityNumber prc_id_checksum'],
    [{ 'Document number': 'E1234567' }, 'identityKind cell_required'],
    [{ 'Document number': 'E1****67', Document: 'Passport' }, 'identityNumber number_masked'],
    [{ Document: 'Licence' }, 'identityKind document_kind_unknown'],
    [{ Status: 'perhaps' }, 'disabled status_unknown'],
    [{ 'Record (do not change)': '12.abc' }, 'record record_unreadable'],
    [{ 'Record (do not change)': `999999.${'a'.repeat(30)}` }, 'record member_gone'],
  ])('refuses %j at its cell', async (given, reason) => {
    const importId = await upload([newRow({ 'User name': 'refusable', ...given })]);
    expect(await reasons(importId)).toEqual([reason]);
  });

  it('refuses one person twice, and what somebody else has, which is noted', async () => {
    await hire('holder', 'reader', at.north, { phone: '+8613800000010', document: 'E3000001' });
    const counter = await hire('counter', 'administrator', at.root);
    const importId = await upload(
      [
        newRow({ 'User name': 'one', Phone: '13800000010' }),
        newRow({ 'User name': 'two', Document: 'Passport', 'Document number': 'E3000001' }),
        newRow({ 'User name': 'three' }),
        newRow({ 'User name': 'THREE' }),
        newRow({ 'User name': 'four', Phone: '13800000011' }),
        newRow({ 'User name': 'five', Phone: '+86 138 0000 0011' }),
      ],
      counter,
    );
    expect(await reasons(importId, counter)).toEqual([
      ...['phone scanner_phone_taken', 'identityNumber document_taken', 'fresh'],
      ...['account row_double', 'fresh', 'phone row_double'],
    ]);
    expect(await actionsOf(counter.personId)).toEqual(
      expect.arrayContaining(['staff.phone_refused', 'staff.document_refused']),
    );
    const { raw } = await counter.call(staff.refusedMemberRows, { params: { importId } });
    expect((await rowsIn(folder, raw)).map((row) => row.Reason)).toEqual([
      expect.stringContaining('Another member of staff has this phone number'),
      expect.stringContaining('Another staff account is on record'),
      ...[expect.any(String), expect.any(String)],
    ]);
  });

  it('lets nobody try out masked numbers with one workbook after the other', async () => {
    await hire('secret', 'reader', at.north, { phone: '+8613800000088' });
    const guesser = await hire('guesser', 'administrator', at.root);
    const guess = async (phone: string) => {
      const row = { ...of(await exported(), 'secret'), Phone: phone };
      return reasons(await upload([row], guesser), guesser);
    };
    expect(await guess('13800000087')).toEqual(['changed']);
    expect(await guess('13800000088')).toEqual(['unchanged']);
    for (let more = 118; more > 0; more -= 1) {
      await countStaffLook(kit.platform, guesser.personId);
    }
    const file = { name: 'staff.csv', mime: 'text/csv', data: csvOf([newRow()]) };
    expect((await guesser.call(staff.startMemberImport, { file })).status).toBe(429);
  });

  it('tells roles of one name apart by where they are, and asks where that is not enough', async () => {
    await kit.database.pool.query(
      `insert into roles (code, name_zh, name_en, place_id) values
        ('greet-n', '接待', 'Greeter', $1), ('greet-s', '接待', 'Greeter', $2), ('greet-all', '全体', 'Porter', null),
        ('porter-n', '门卫', 'Porter', $1)`,
      [at.north.id, at.south.id],
    );
    const importId = await carryOut([
      newRow({ 'User name': 'greeter-n', Roles: '接待' }),
      newRow({ 'User name': 'greeter-s', Roles: 'greeter', 'Organisation or site': 'root/south' }),
      newRow({ 'User name': 'greeter-r', Roles: '接待', 'Organisation or site': 'root' }),
      newRow({ 'User name': 'porter-1', Roles: 'Porter' }),
      newRow({ 'User name': 'porter-2', Roles: 'Porter [porter-n]' }),
      newRow({ 'User name': 'porter-3', Roles: 'Porter', 'Organisation or site': 'root/south' }),
    ]);
    expect(await reasons(importId)).toEqual([
      ...['fresh', 'fresh', 'roles role_elsewhere', 'roles role_ambiguous', 'fresh', 'fresh'],
    ]);
    const roles = (await exported()).filter((row) =>
      /^(greeter|porter)-/.test(row['User name'] ?? ''),
    );
    expect(roles.map((row) => `${row['User name']}: ${row.Roles}`)).toEqual([
      ...['greeter-n: Greeter [greet-n]', 'greeter-s: Greeter [greet-s]'],
      ...['porter-2: Porter [porter-n]', 'porter-3: Porter [greet-all]'],
    ]);
    const { rows } = await kit.database.pool.query(
      `select i.lookup, g.role from grants g join identifiers i using (person_id)
       where i.lookup like 'greeter-%' or i.lookup like 'porter-%' order by 1`,
    );
    expect(rows.map(({ role }) => role)).toEqual(['greet-n', 'greet-s', 'porter-n', 'greet-all']);
  });
});

describe('who brings a workbook of staff', () => {
  it.each([
    ['administrator', 200],
    ['organiser', 403],
    ['reader', 403],
    ['health_authority', 403],
  ])('may do so as %s: %d', async (role, status) => {
    const one = await hire(`by-${role}`, role, at.north);
    const file = { name: 'staff.csv', mime: 'text/csv', data: csvOf([newRow()]) };
    const query = { format, lang: 'zh' } as const;
    expect((await one.call(staff.startMemberImport, { file })).status).toBe(status);
    expect((await one.call(staff.exportMembers, { query })).status).toBe(status);
    expect((await one.call(staff.memberImports)).status).toBe(status);
    await kit.work();
  });

  it('reaches their own staff alone, gives nothing that they do not have, and changes nothing of theirs', async () => {
    const local = await hire('local', 'administrator', at.north);
    await hire('of-south', 'reader', at.south);
    await hire('also-south', 'reader', at.south);
    const higher = await hire('higher', 'reader', at.north);
    await kit.platform.transaction(null, (tx) =>
      addGrant(tx, higher.personId, 'administrator', at.root.id),
    );
    const own = await exported(local);
    expect(own.some((row) => row['User name'] === 'of-south')).toBe(false);
    expect(of(own, 'higher')).toMatchObject({ 'Organisation or site': 'north', Roles: 'Reader' });
    const all = await exported();
    const foreign = { ...of(all, 'of-south'), 'Organisation or site': 'north' };
    const importId = await upload(
      [
        { ...foreign, Remark: 'mine' },
        newRow({ 'User name': 'also-south', 'Organisation or site': 'north' }),
        newRow({ 'User name': 'elsewhere', 'Organisation or site': 'root/south' }),
        newRow({
          'User name': 'colours',
          'Organisation or site': 'north',
          Roles: 'senior_scanner',
        }),
        { ...of(own, 'higher'), Status: 'Disabled' },
        { ...of(own, 'local'), Roles: 'Administrator; Organiser' },
        newRow({ 'User name': 'allowed', 'Organisation or site': 'north/gate' }),
      ],
      local,
    );
    expect(await reasons(importId, local)).toEqual([
      ...['record member_gone', 'account username_taken', 'place role_place_unknown'],
      ...[' grant_of_scanner', ' member_forbidden', ' not_oneself', 'fresh'],
    ]);
    const one = { params: { importId } };
    expectGone([
      await chief.call(staff.memberImport, one),
      await chief.call(staff.memberImportRows, one),
      await chief.call(staff.placeImport, one),
      await local.call(staff.placeImport, one),
      await confirm(importId),
      await chief.call(staff.discardMemberImport, one),
      await chief.call(staff.refusedMemberRows, one),
      await chief.call(staff.takeImportedPasswords, { ...one, query: { format } }),
    ]);
  });

  it('locks no last administrator out, though several go in one sheet', async () => {
    const only = await hire('only-one', 'administrator', at.root);
    const all = await exported();
    const administrators = all.filter(
      (row) =>
        /Administrator( @ root)?$/.test(row.Roles ?? '') &&
        (row['Organisation or site'] === 'root' || row.Roles?.includes('@')) &&
        row['User name'] !== 'only-one',
    );
    const importId = await upload(
      administrators.map((row) => ({ ...row, Status: 'Disabled' })),
      only,
    );
    const states = new Set(await reasons(importId, only));
    expect([...states]).toEqual(['changed']);
    const { rows } = await kit.database.pool.query<{ count: number }>(
      `select count(*)::int as count from accounts where person_id = $1`,
      [only.personId],
    );
    expect(rows[0]?.count).toBe(1);
    await kit.database.pool.query('delete from accounts where person_id = $1', [only.personId]);
    // Nobody else of them has signed in: with the importer's own account gone, the last one has to stay.
    const second = await upload(
      administrators.map((row) => ({ ...row, Status: 'Disabled' })),
      only,
    );
    const reached = await reasons(second, only);
    expect(reached.filter((reason) => reason === ' last_administrator').length).toBe(1);
    await chief.call(staff.change, {
      params: { personId: only.personId },
      body: { disabled: true },
    });
  });

  it('stops where they may do so no more, or are disabled', async () => {
    for (const [index, how] of ['grants', 'disabled'].entries()) {
      const leaver = await hire(`leaver-${how}`, 'administrator', at.north);
      const row = newRow({ 'User name': `late-${index}`, 'Organisation or site': 'north' });
      const importId = await upload([row], leaver);
      expect((await confirm(importId, leaver)).status).toBe(200);
      await kit.database.pool.query(
        how === 'grants'
          ? 'delete from grants where person_id = $1'
          : 'update memberships set disabled = true where person_id = $1',
        [leaver.personId],
      );
      await kit.work();
      const { rows } = await kit.database.pool.query(
        'select state, problem from workbook_imports where id = $1',
        [importId],
      );
      expect(rows).toMatchObject([{ state: 'failed', problem: { code: 'workbook_rights' } }]);
    }
  });

  it('brings two at once, of which each row is written once', async () => {
    const rows = Array.from({ length: 30 }, (_, n) => newRow({ 'User name': `twin-${n}` }));
    const [one, other] = [await upload(rows), await upload(rows)];
    await confirm(one);
    await confirm(other);
    await Promise.all([workOnImport(kit.platform, one), workOnImport(kit.platform, other)]);
    await kit.work();
    const { rows: twins } = await kit.database.pool.query(
      "select 1 from staff_members where username like 'twin-%'",
    );
    expect(twins.length).toBe(30);
    const counts = [(await see(one)).counts, (await see(other)).counts];
    expect(counts.reduce((sum, { fresh }) => sum + fresh, 0)).toBe(30);
    expect(counts.reduce((sum, each) => sum + each.refused + each.unchanged, 0)).toBe(30);
  });
});

it('goes on behind its last batch after a kill, and adds nobody twice', async () => {
  const count = 2 * batchRows + 50;
  const rows = Array.from({ length: count }, (_, n) =>
    newRow({ 'User name': `many-${n}`, ...(n === 10 && { Roles: 'Nobody' }) }),
  );
  const added = async () => {
    const { rows: found } = await kit.database.pool.query(
      "select 1 from staff_members where username like 'many-%'",
    );
    return found.length;
  };
  const importId = await start(csvOf(rows));
  await expect(workOnImport(dyingAt(kit, 7), importId)).rejects.toThrow('killed');
  await kit.work();
  expect(await see(importId)).toMatchObject({ state: 'checked', rowsDone: count });
  expect(await added()).toBe(0);
  await confirm(importId);
  await expect(workOnImport(dyingAt(kit, 3), importId)).rejects.toThrow('killed');
  expect(await added()).toBe(batchRows - 1);
  await resumeWorkbooks.handle(kit.platform, {});
  await kit.work();
  expect(await added()).toBe(count - 1);
  expect(await see(importId)).toMatchObject({
    ...{
      state: 'done',
      rowsDone: count,
      counts: { fresh: count - 1, refused: 1, passwords: count - 1 },
    },
  });
});
