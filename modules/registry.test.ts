import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type {
  AuditActionName,
  PermissionName,
  PermissionText,
  Text,
} from '../platform/contract.ts';
import { kindOfAct } from '../platform/contract.ts';
import { isPublic, route } from '../platform/routes.ts';
import { access } from './access/contract.ts';
import { auditActions, permissionGroups, permissions } from './registry.ts';

/** What the contracts export under names that end so, each entry with its words. */
async function declared(ending: 'Permissions' | 'Actions'): Promise<[string, Text][]> {
  const modules = readdirSync(import.meta.dirname, { withFileTypes: true });
  const found: [string, Text][] = [];
  for (const { name } of modules.filter((each) => each.isDirectory())) {
    const contract = await import(join(import.meta.dirname, name, 'contract.ts'));
    for (const [exported, words] of Object.entries<Record<string, Text>>(contract)) {
      if (exported.endsWith(ending)) found.push(...Object.entries(words));
    }
  }
  return found.sort(([a], [b]) => a.localeCompare(b));
}

it('gathers whatever a contract declares, each name once', async () => {
  const sorted = (all: object) => Object.entries(all).sort(([a], [b]) => a.localeCompare(b));
  expect(await declared('Permissions')).toEqual(sorted(permissions));
  expect(await declared('Actions')).toEqual(sorted(auditActions));
});

it('puts every permission under one heading, and names no wider one that is not there', () => {
  const grouped = permissionGroups.flatMap((group) => group.permissions);
  expect([...grouped].sort()).toEqual(Object.keys(permissions).sort());
  const all: Record<string, PermissionText> = permissions;
  for (const [name, { narrows }] of Object.entries(all)) {
    if (narrows === undefined) continue;
    expect([name, all[narrows]]).toEqual([name, expect.anything()]);
    // One step, so that whoever asks for a permission asks for two names at most.
    expect([narrows, all[narrows]?.narrows]).toEqual([narrows, undefined]);
    expect(
      permissionGroups.some((group) =>
        [name, narrows].every((each) => group.permissions.includes(each)),
      ),
    ).toBe(true);
  }
});

it('tells from the name of an action what its words say: that somebody looked, or took people along', () => {
  const said = Object.entries<Text>(auditActions).flatMap(([name, { zh }]) =>
    /^查看/.test(zh) ? [[name, 'looked']] : /^导出/.test(zh) ? [[name, 'exported']] : [],
  );
  expect(said.length).toBeGreaterThan(30);
  expect(said.map(([name]) => [name, kindOfAct(name ?? '')])).toEqual(said);
});

it('lets nothing compile that no contract declares', () => {
  // @ts-expect-error: there is no such permission.
  const permission: PermissionName = 'moon.landing';
  // @ts-expect-error: there is no such action.
  const action: AuditActionName = 'moon.landed';
  const handle = async () => ({ permissions: [], grants: [] });
  // @ts-expect-error: a route states a declared permission.
  const undeclared = route(access.mine, 'moon.landing', handle);
  const open = route(access.mine, isPublic, handle);
  expect([permission, action, undeclared.guard, open.guard]).toHaveLength(4);
});
