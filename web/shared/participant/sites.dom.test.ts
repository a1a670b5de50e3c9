import { expect, test } from 'vitest';
import { useSites } from './sites.ts';
import { openStage } from './testing/stage.tsx';

test('each system calls itself by its name, and the other by its own', () => {
  const portal = openStage({ app: 'portal' }).renderOutside(useSites).result.current;
  const desk = openStage({ app: 'desk' }).renderOutside(useSites).result.current;
  expect(portal.here).not.toBe(portal.site);
  expect(desk).toEqual({ here: portal.site, site: portal.here });
});
