import { QueryClientProvider } from '@tanstack/react-query';
import { type ComponentType, lazy, StrictMode, Suspense } from 'react';
import { createRoot } from 'react-dom/client';
import { useWords } from '../shared/i18n.ts';
import { makeQueryClient } from '../shared/query.ts';
import { FrontPage } from './front-page.tsx';
import { Frame, Message } from './parts.tsx';
import { words } from './words.ts';
import 'virtual:tokens.css';
import '../shared/base.css';
import './base.css';

/** Four addresses; links between them load the page anew. */
const pages: Record<string, ComponentType> = {
  '/': FrontPage,
  '/download': lazy(async () => ({ default: (await import('./download-page.tsx')).DownloadPage })),
  '/demo': lazy(async () => ({ default: (await import('./demo-page.tsx')).DemoPage })),
  '/demo/outbox': lazy(async () => ({ default: (await import('./outbox-page.tsx')).OutboxPage })),
};

function NotFound() {
  const t = useWords(words);
  return (
    <Frame>
      <Message title={t('notFound')}>
        <a href="/">{t('front')}</a>
      </Message>
    </Frame>
  );
}

const place = document.getElementById('root');
if (place) {
  const Page = pages[location.pathname.replace(/(?!^)\/$/, '')] ?? NotFound;
  createRoot(place).render(
    <StrictMode>
      <QueryClientProvider client={makeQueryClient()}>
        <Suspense>
          <Page />
        </Suspense>
      </QueryClientProvider>
    </StrictMode>,
  );
}
