import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PermissionName } from '../../platform/contract.ts';
import { type Cast, gather } from '../../server/testing/cast.ts';
import { type Kit, startKit } from '../../server/testing/kit.ts';
import { createStaff } from '../staff/public.ts';
import { type BuiltInRole, builtInRoles } from './built-in-roles.ts';
import { access } from './contract.ts';
import { updateBuiltInRoles } from './roles.ts';

let kit: Kit;
let cast: Cast;
let greta: { personId: string; realm: string; app: 'console' };

beforeAll(async () => {
  kit = await startKit();
  cast = await gather(kit);
});
afterAll(() => kit.close());

const query = (text: string, values: unknown[] = []) => kit.database.pool.query(text, values);

const permissionsOf = async (role: string): Promise<string[]> =>
  (
    await query('select permission from role_permissions where role = $1 order by permission', [
      role,
    ])
  ).rows.map(({ permission }) => permission);

describe('roles', () => {
  it('are listed with their names and what each may do, in words', async () => {
    const roles = await (await kit.as(cast.rita)).get(access.roles);
    expect(roles.map(({ code, zh, en }) => [code, zh, en])).toEqual([
      ['ordinary_scanner', '普通扫码员', 'Scanner'],
      ['intermediate_scanner', '中级扫码员', 'Intermediate scanner'],
      ['senior_scanner', '高级扫码员', 'Senior scanner'],
      ['reader', '查看者', 'Reader'],
      ['health_authority', '卫生健康部门', 'Health authority'],
      ['organiser', '组织者', 'Organiser'],
      ['administrator', '管理员', 'Administrator'],
    ]);
    expect(roles[3]?.permissions).toContainEqual({
      name: 'report.read',
      zh: '查看填报情况',
      en: 'View who has reported and what needs attention',
    });
    const mine = await (await kit.as(cast.rita)).get(access.mine);
    expect(mine.grants).toMatchObject([{ role: { code: 'reader', zh: '查看者', en: 'Reader' } }]);
    expect(mine.permissions).toEqual(roles[3]?.permissions.map(({ name }) => name));
  });

  it('give the administrator every permission but to give colours, and nobody else what is not listed', async () => {
    const all = Object.keys(kit.platform.permissions).sort();
    const byTwo = ['code.approve', 'code.assign'];
    expect(await permissionsOf('administrator')).toEqual(
      all.filter((each) => !byTwo.includes(each)),
    );
    for (const { code, permissions } of builtInRoles) {
      expect(await permissionsOf(code)).toEqual([...permissions].sort());
    }
  });

  it('may be rows of the installation’s own', async () => {
    await query("insert into roles values ('greeter', '接待员', 'Greeter')");
    await query("insert into role_permissions values ('greeter', 'roster.read')");
    const placeId = cast.places.north.id;
    const { personId } = await kit.platform.transaction(null, (tx) =>
      createStaff(tx, { username: 'greta', name: 'Greta', role: 'greeter', placeId }),
    );
    greta = { personId, realm: 'staff', app: 'console' };
    expect(await (await kit.as(greta)).get(access.mine)).toMatchObject({
      permissions: ['roster.read'],
      grants: [{ role: { code: 'greeter', zh: '接待员', en: 'Greeter' }, placeId }],
    });
  });

  it('give nothing by a name that no contract declares, which is noted once at a start', async () => {
    await query("insert into role_permissions values ('greeter', 'moon.landing')");
    const roles = await (await kit.as(cast.ada)).get(access.roles);
    const greeter = roles.find(({ code }) => code === 'greeter');
    expect(greeter?.permissions.map(({ name }) => name)).toEqual(['roster.read']);
    expect(kit.errors).toEqual([]);
    await updateBuiltInRoles(kit.platform);
    expect(kit.errors.splice(0)).toEqual([{ permissions: ['moon.landing'] }]);
    const actor = { kind: 'staff', ...greta, sessionId: '', mustFinish: false } as const;
    const asked = kit.platform.access.require(
      kit.platform.db,
      actor,
      'moon.landing' as PermissionName,
    );
    await expect(asked).rejects.toMatchObject({ kind: { code: 'forbidden' } });
    await query("delete from role_permissions where permission = 'moon.landing'");
  });
});

describe('a new release', () => {
  const release = (change: (role: BuiltInRole) => BuiltInRole) =>
    updateBuiltInRoles(kit.platform, builtInRoles.map(change));

  it('leaves alone what the installation has changed', async () => {
    await query(
      "delete from role_permissions where role = 'organiser' and permission = 'report.export'",
    );
    await query("update roles set name_en = 'Coordinator' where code = 'organiser'");
    await query("insert into role_permissions values ('reader', 'report.export')");
    await updateBuiltInRoles(kit.platform);
    expect(await permissionsOf('organiser')).not.toContain('report.export');
    expect(await permissionsOf('reader')).toContain('report.export');
    const { rows } = await query("select name_en from roles where code = 'organiser'");
    expect(rows).toEqual([{ name_en: 'Coordinator' }]);
  });

  it('adds what is new in it, once', async () => {
    const withNew = (role: BuiltInRole): BuiltInRole =>
      role.code === 'reader'
        ? { ...role, permissions: [...role.permissions, 'report.remind'] }
        : role;
    await release(withNew);
    expect(await permissionsOf('reader')).toContain('report.remind');
    await query(
      "delete from role_permissions where role = 'reader' and permission = 'report.remind'",
    );
    await release(withNew);
    expect(await permissionsOf('reader')).not.toContain('report.remind');
  });

  it('brings a new role, and does not bring back one that was deleted', async () => {
    const auditor = { code: 'auditor', zh: '审计员', en: 'Auditor' };
    await updateBuiltInRoles(kit.platform, [{ ...auditor, permissions: ['audit.read'] }]);
    expect(await permissionsOf('auditor')).toEqual(['audit.read']);
    await query("delete from roles where code = 'auditor'");
    await updateBuiltInRoles(kit.platform, [
      { ...auditor, permissions: ['audit.read', 'roster.read'] },
    ]);
    expect((await query("select from roles where code = 'auditor'")).rowCount).toBe(0);
  });

  it.each([
    ['had it', ['code.approve', 'code.assign'], ['code.entrust']],
    ['had lost it', [], []],
  ])(
    'takes giving colours from administrators, who appoint others where they %s',
    async (_, held, then) => {
      const file = join(import.meta.dirname, 'migrations/20261204-administrators.sql');
      await query(
        "delete from role_permissions where role = 'administrator' and permission like 'code.%'",
      );
      await query("delete from role_defaults where permission = 'code.entrust'");
      await query(
        "insert into role_defaults values ('administrator', 'code.assign') on conflict do nothing",
      );
      for (const each of held) {
        await query("insert into role_permissions values ('administrator', $1)", [each]);
      }
      await query(readFileSync(file, 'utf8'));
      await updateBuiltInRoles(kit.platform);
      const rights = ['code.approve', 'code.assign', 'code.entrust'];
      const left = await permissionsOf('administrator');
      expect(left.filter((each) => rights.includes(each))).toEqual(then);
    },
  );

  it.each([
    ['could read the trail', true, true],
    ['had lost it', false, false],
  ])('lets administrators export the audit trail where they %s', async (_, had, then) => {
    const file = join(import.meta.dirname, 'migrations/20261208-roles.sql');
    // The columns are there; what the migration does to rows comes after them.
    const rows = readFileSync(file, 'utf8').split(/(?=^-- Exporting)/m)[1] ?? '';
    await query("delete from role_permissions where permission like 'audit.%'");
    await query("delete from role_defaults where permission = 'audit.export'");
    if (had) await query("insert into role_permissions values ('administrator', 'audit.read')");
    await query("insert into role_permissions values ('organiser', 'audit.read')");
    await query(rows);
    await updateBuiltInRoles(kit.platform);
    expect((await permissionsOf('administrator')).includes('audit.export')).toBe(then);
    expect(await permissionsOf('organiser')).toContain('audit.export');
    expect(await permissionsOf('reader')).not.toContain('audit.export');
    await query(
      "delete from role_permissions where role = 'organiser' and permission like 'audit.%'",
    );
  });

  it('brings each role once when two servers start at the same time', async () => {
    await query('delete from role_defaults');
    await query('delete from role_permissions');
    await Promise.all([updateBuiltInRoles(kit.platform), updateBuiltInRoles(kit.platform)]);
    for (const { code, permissions } of builtInRoles) {
      expect(await permissionsOf(code)).toEqual([...permissions].sort());
    }
  });
});
