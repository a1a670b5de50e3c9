import { describe, expect, it } from 'vitest';
import { importsOf, wrongArrow } from './arrows.ts';

describe('the arrows', () => {
  it.each([
    ['modules/people/actions.ts', 'modules/access/public.ts'],
    ['modules/programmes/roster/rules.ts', 'modules/people/public-rules.ts'],
    ['modules/people/actions.ts', 'platform/audit.ts'],
    ['modules/people/contract.ts', 'modules/access/contract.ts'],
    ['modules/people/contract.ts', 'modules/people/roster/contract.ts'],
    ['modules/people/roster/contract.ts', 'modules/people/contract-schemas.ts'],
    ['modules/people/roster/contract.ts', 'modules/access/contract.ts'],
    ['modules/people/roster/contract.ts', 'platform/file-problems.ts'],
    ['web/portal/main.tsx', 'web/shared/api.ts'],
    ['web/shared/api.ts', 'modules/people/contract.ts'],
    ['web/portal/main.tsx', 'forms/validate.ts'],
    ['web/console/router.tsx', 'web/console/reports/pages.ts'],
    ['web/console/shell/layout.tsx', 'web/console/reports/pages.ts'],
    ['web/console/main.tsx', 'web/console/shell/layout.tsx'],
    ['web/console/reports/pages.ts', 'web/console/shell/routes.tsx'],
    ['web/console/reports/pages.ts', 'web/console/reports/home-page.tsx'],
    ['web/console/reports/home-page.tsx', 'web/shared/i18n.ts'],
    ['web/portal/router.tsx', 'web/portal/reports/pages.ts'],
    ['web/portal/reports/pages.ts', 'web/portal/shell/routes.tsx'],
    ['web/site/main.tsx', 'web/site/front-page.tsx'],
    ['web/desk/router.tsx', 'web/desk/reports/pages.ts'],
    ['web/console/main.tsx', 'modules/registry.ts'],
    ['server/compose.ts', 'modules/registry.ts'],
    ['modules/registry.ts', 'modules/people/contract.ts'],
    ['templates/a.ts', 'forms/programme.ts'],
    ['modules/places/places.test.ts', 'server/testing/kit.ts'],
    ['modules/places/places.test.ts', 'modules/people/public.ts'],
  ])('let %s import %s', (from, to) => {
    expect(wrongArrow(from, to)).toBeUndefined();
  });

  it.each([
    ['modules/access/actions.ts', 'modules/people/public.ts'],
    ['modules/access/actions.ts', 'modules/registry.ts'],
    ['modules/registry.ts', 'modules/people/public.ts'],
    ['modules/people/actions.ts', 'modules/access/queries.ts'],
    ['modules/unknown/actions.ts', 'modules/access/public.ts'],
    ['modules/people/contract.ts', 'platform/database.ts'],
    ['modules/people/roster/contract.ts', 'platform/database.ts'],
    ['modules/people/contract.ts', 'modules/people/rules.ts'],
    ['modules/people/roster/contract.ts', 'modules/people/roster/rules.ts'],
    ['modules/people/contract.ts', 'modules/access/contract-schemas.ts'],
    ['web/portal/main.tsx', 'modules/people/roster/contract.ts'],
    ['web/portal/main.tsx', 'modules/people/contract-schemas.ts'],
    ['platform/http.ts', 'modules/people/public.ts'],
    ['forms/days.ts', 'platform/clock.ts'],
    ['web/portal/main.tsx', 'web/desk/main.tsx'],
    ['web/console/router.tsx', 'web/console/reports/home-page.tsx'],
    ['web/console/shell/layout.tsx', 'web/console/reports/counts.tsx'],
    ['web/console/reports/home-page.tsx', 'web/console/notices/bell.tsx'],
    ['web/console/reports/home-page.tsx', 'web/console/notices/pages.ts'],
    ['web/console/reports/home-page.tsx', 'web/console/router.tsx'],
    ['web/portal/shell/home-page.tsx', 'web/portal/reports/counts.tsx'],
    ['web/portal/notices/inbox-page.tsx', 'web/portal/reports/words.ts'],
    ['web/desk/shell/layout.tsx', 'web/desk/notices/bell.tsx'],
    ['web/desk/people/sign-in-page.tsx', 'web/desk/programmes/help-page.tsx'],
    ['web/portal/main.tsx', 'modules/people/public.ts'],
    ['web/shared/api.ts', 'platform/http.ts'],
    ['modules/people/actions.ts', 'server/compose.ts'],
    ['modules/people/actions.ts', 'templates/a.ts'],
    ['modules/places/places.test.ts', 'modules/people/queries.ts'],
  ])('do not let %s import %s', (from, to) => {
    expect(wrongArrow(from, to)).toBeTypeOf('string');
  });

  it('are found in every way of importing', () => {
    const source = [
      "import { a } from './a.ts';",
      "import type { b } from '../b/b.ts';",
      "export * from './c.ts';",
      "const d = await import('./d.ts');",
      "import './e.ts';",
      "import {\n  f,\n} from './f.ts';",
      "import g from 'g';",
    ].join('\n');
    expect(importsOf('x/y/z.ts', source)).toEqual([
      ...['x/y/a.ts', 'x/b/b.ts', 'x/y/c.ts', 'x/y/d.ts', 'x/y/e.ts', 'x/y/f.ts'],
    ]);
  });
});
