import { globSync } from 'node:fs';
import { join } from 'node:path';
import i18next from 'i18next';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '..');

/** Where an app says a text of its own, by what it says in both languages. */
function textsOf(app: string): Map<string, string> {
  const zh = i18next.getDataByLanguage('zh') ?? {};
  const en = i18next.getDataByLanguage('en') ?? {};
  const ours = Object.keys(zh).filter((name) => name === app || name.startsWith(`${app}-`));
  return new Map(
    ours.flatMap((name) =>
      Object.entries(zh[name] ?? {}).map(([key, text]): [string, string] => [
        `${text} / ${en[name]?.[key as never]}`,
        `${name}.${key}`,
      ]),
    ),
  );
}

test('what portal and desk both say to participants stands once, in web/shared/participant', async () => {
  const paths = globSync('web/{portal,desk}/*/words.ts', { cwd: root });
  await Promise.all(paths.map((path) => import(join(root, path))));
  const [portal, desk] = [textsOf('portal'), textsOf('desk')];
  for (const texts of [portal, desk]) expect(texts.size).toBeGreaterThan(20);
  const twice = [...desk].filter(([text]) => portal.has(text)).map(([text]) => text);
  expect(twice).toEqual([]);
});
