import { describe, expect, test } from 'vitest';
import { penguins } from '../../../forms/testing/penguins.ts';
import { seals } from '../../../forms/testing/seals.ts';
import { reports, reportsProblems } from '../../../modules/reports/contract.ts';
import { useDeclaration, useDeclarationNeeded } from './declaration.ts';
import { useParticipant } from './session.ts';
import { ok, refusal } from './testing/fake-server.ts';
import { doing, openStage, until } from './testing/stage.tsx';

/** The page of the declaration, for somebody who has not made it. */
function declarationPage(programme = penguins) {
  const stage = openStage({ programme, overview: { declarationNeeded: true } });
  stage.server.on(reports.declaration, () => ok);
  const { result } = stage.render(() => ({
    ...useDeclaration(),
    isNeeded: useParticipant().overview.declarationNeeded,
  }));
  const versions = () => stage.server.requests(reports.declaration).map(({ body }) => body.version);
  const tick = () => doing(() => result.current.setTicked(true));
  const confirm = () => doing(() => result.current.confirm());
  return { stage, result, versions, tick, confirm };
}

describe('the declaration', () => {
  test('is made once it was ticked, and then not asked for any more', async () => {
    const { result, versions, tick, confirm } = declarationPage();
    expect(result.current.declaration?.version).toBe(3);
    await confirm();
    expect(result.current.isMissing).toBe(true);
    expect(versions()).toEqual([]);
    await tick();
    expect(result.current.isMissing).toBe(false);
    await confirm();
    await until(() => expect(result.current.isNeeded).toBe(false));
    expect(versions()).toEqual([3]);
  });

  test('whose text has changed meanwhile is shown anew, and not ticked', async () => {
    const { stage, result, versions, tick, confirm } = declarationPage();
    const text = { zh: '我保证不带石头上秤。', en: 'I promise to carry no stones.' };
    const { definition } = stage.mine;
    const declaration = { version: 4, title: text, text };
    stage.mine = { ...stage.mine, definition: { ...definition, declaration } };
    stage.server.on(reports.declaration, ({ body }) => {
      if (body.version === declaration.version) return ok;
      throw refusal(reportsProblems.declaration_outdated);
    });
    await tick();
    await confirm();
    await until(() => expect(result.current.declaration).toEqual(declaration));
    expect(result.current).toMatchObject({ ticked: false, isMissing: false, isNeeded: true });
    expect(result.current.problem).toMatchObject({ code: 'declaration_outdated' });
    await tick();
    await confirm();
    await until(() => expect(result.current.isNeeded).toBe(false));
    expect(versions()).toEqual([3, 4]);
  });

  test('that could not be sent stays ticked', async () => {
    const { stage, result, tick, confirm } = declarationPage();
    stage.server.online = false;
    await tick();
    await confirm();
    await until(() => expect(result.current.problem).toMatchObject({ code: 'offline' }));
    expect(result.current).toMatchObject({ ticked: true, busy: false, isNeeded: true });
  });

  test('is none where the programme asks for none', () => {
    expect(declarationPage(seals).result.current.declaration).toBeUndefined();
  });
});

test('the declaration is needed before the forms, and not by whoever has none', () => {
  const needed = (forms: typeof penguins.forms, declarationNeeded: boolean) => {
    const stage = openStage({ programme: { ...penguins, forms }, overview: { declarationNeeded } });
    return stage.render(useDeclarationNeeded).result.current;
  };
  expect(needed(penguins.forms, true)).toBe(true);
  expect(needed(penguins.forms, false)).toBe(false);
  expect(needed([], true)).toBe(false);
});
