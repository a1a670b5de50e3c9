import { afterAll, beforeAll, expect, it } from 'vitest';
import { penguins } from '../../../forms/testing/penguins.ts';
import { type Cast, gather, weighInDays } from '../../../server/testing/cast.ts';
import { type Kit, startKit } from '../../../server/testing/kit.ts';
import { people } from '../../people/contract.ts';
import { solveCaptcha } from '../../people/testing.ts';
import { programmes } from '../contract.ts';
import { currentProgramme } from './cache.ts';
import { publishVersion } from './publish.ts';

let kit: Kit;
let cast: Cast;
beforeAll(async () => {
  kit = await startKit();
  cast = await gather(kit);
});
afterAll(() => kit.close());

const publish = (next: Partial<typeof penguins>) =>
  kit.platform.transaction(null, (tx) =>
    publishVersion(tx, cast.programme.id, { ...penguins, ...weighInDays, ...next }),
  );

async function signInAtDesk(): Promise<number> {
  const nobody = await kit.as(null, 'desk', cast.programme.realm);
  const captcha = await solveCaptcha(kit.platform);
  const body = { card: 'P0001', password: 'wrong', captcha };
  return (await nobody.call(people.signInByCard, { body })).status;
}

it('opens a further app, and shows the new way to sign in', async () => {
  expect(await signInAtDesk()).toBe(404);
  const { signIn } = penguins;
  const ways = [...signIn.ways, { type: 'phone' as const }];
  const next = await publish({ systems: ['portal', 'desk'], signIn: { ...signIn, ways } });
  expect(next.version).toBe(2);
  expect(await signInAtDesk()).toBe(401);
  const nobody = await kit.as(null);
  const shown = await nobody.get(programmes.publicProgramme, { params: { code: 'penguins' } });
  expect(shown.signIn.ways.map(({ type }) => type)).toEqual(['card', 'phone']);
});

it('gives a changed form a version of its own, and leaves the others and the former version', async () => {
  const [first, ...others] = penguins.forms;
  if (!first) throw new Error('The weigh-in has forms.');
  const title = { zh: '称一称', en: 'Step on the scale' };
  const changed = { ...first, definition: { ...first.definition, title } };
  const before = await currentProgramme(kit.platform, cast.programme.id);
  const next = await publish({ forms: [changed, ...others] });
  const code = first.definition.code;
  expect(next.forms.get(code)).toMatchObject({ version: 2, definition: { title } });
  for (const { definition } of others) {
    expect(next.forms.get(definition.code)?.id).toBe(before.forms.get(definition.code)?.id);
  }
  expect(before.forms.get(code)?.definition).toEqual(first.definition);
  const penny = await kit.as(cast.penny);
  const mine = await penny.get(programmes.mine);
  expect(mine.forms[0]).toMatchObject({ version: 2, definition: { title } });
});

it('refuses what no programme can be made of, and keeps the version in force', async () => {
  const { version } = (await kit.platform.transaction(null, (tx) =>
    publishVersion(tx, cast.programme.id, { ...penguins, ...weighInDays }),
  )) as { version: number };
  await expect(publish({ groups: [] })).rejects.toMatchObject({ code: 'template_invalid' });
  const ada = await kit.as(cast.ada);
  const [listed] = await ada.get(programmes.list);
  expect(listed?.version).toBe(version);
});
