import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { unstableSetRender } from 'antd-mobile';
import { StrictMode } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { peopleProblems } from '../../modules/people/contract.ts';
import { programmesProblems } from '../../modules/programmes/contract.ts';
import { reportsProblems } from '../../modules/reports/contract.ts';
import { configureApi } from '../shared/api.ts';
import { submitProblems } from '../shared/participant/use-submit.ts';
import { addProblems } from '../shared/problems.ts';
import { makeQueryClient } from '../shared/query.ts';
import { LibraryWords } from './parts/library-words.tsx';
import { watchForUpdates } from './parts/update.ts';
import { makeRouter } from './router.tsx';
import 'virtual:tokens.css';
import '../shared/base.css';
import './portal.css';

configureApi({ app: 'portal' });
addProblems(peopleProblems, programmesProblems, reportsProblems, submitProblems);

// antd-mobile opens dialogs with a call that React 19 no longer has; this is the one it asks for.
const roots = new WeakMap<Element | DocumentFragment, Root>();
unstableSetRender((node, container) => {
  const root = roots.get(container) ?? createRoot(container);
  roots.set(container, root);
  // It stands outside of the page, and would not know the language.
  root.render(<LibraryWords>{node}</LibraryWords>);
  return async () => {
    await Promise.resolve();
    root.unmount();
    roots.delete(container);
  };
});

const place = document.getElementById('root');
// Absent where the browser is too old: `old-browser.js` has said so.
if (place) {
  const queries = makeQueryClient();
  const router = makeRouter(queries);
  createRoot(place).render(
    <StrictMode>
      <QueryClientProvider client={queries}>
        <LibraryWords>
          <RouterProvider router={router} />
        </LibraryWords>
      </QueryClientProvider>
    </StrictMode>,
  );
  watchForUpdates();
}
