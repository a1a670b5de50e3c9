import {
  createMemoryHistory,
  createRootRoute,
  createRoute,
  createRouter,
  RouterProvider,
} from '@tanstack/react-router';
import { render, screen } from '@testing-library/react';
import { beforeAll, expect, it } from 'vitest';
import { setLang } from '../../shared/i18n.ts';
import {
  type PublicProgramme,
  PublicProgrammeProvider,
} from '../../shared/participant/public-programme.ts';
import { NoSuchPage } from './no-such-page.tsx';

beforeAll(() => setLang('en'));

it('leads to the home page of the programme, which the window names', async () => {
  const penguins = {
    ...{ code: 'penguins', realm: 'penguins' },
    shortName: { zh: '企鹅', en: 'Penguins' },
  } as PublicProgramme;
  const root = createRootRoute({
    component: () => (
      <PublicProgrammeProvider value={penguins}>
        <NoSuchPage />
      </PublicProgrammeProvider>
    ),
  });
  const home = createRoute({ getParentRoute: () => root, path: '$programme' });
  const router = createRouter({
    routeTree: root.addChildren([home]),
    history: createMemoryHistory({ initialEntries: ['/penguins'] }),
  });
  render(<RouterProvider router={router as never} />);
  const link = await screen.findByRole('link');
  expect(link.getAttribute('href')).toBe('/penguins');
  expect(document.title).toBe('Page not found · Penguins');
});
