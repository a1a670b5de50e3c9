import { type QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { reduceMotion, restoreMotion, unstableSetRender } from 'antd-mobile';
import { type ReactNode, StrictMode } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { onCalmChange, wantsCalm } from '../motion.ts';
import { ErrorBoundary } from './broken.tsx';
import { watchForInstalling } from './install.ts';
import { LibraryWords } from './library-words.tsx';
import { watchForUpdates } from './update.ts';
import 'virtual:tokens.css';
import '../base.css';
import './base.css';

/** antd-mobile opens dialogs with a call that React 19 no longer has; this is the one it asks for. */
function letLibraryRender(): void {
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
}

/** Whoever asks the device for less motion gets it; the library moves by script, where no style reaches. */
function followMotionPreference(): void {
  const follow = () => (wantsCalm() ? reduceMotion() : restoreMotion());
  onCalmChange(follow);
  follow();
}

/** Starts an app on a phone. `base` is its address, below which its worker keeps it for times without a network. */
export function startPhoneApp(base: string, queries: QueryClient, content: ReactNode): void {
  const place = document.getElementById('root');
  // Absent where the browser is too old: `old-browser.js` has said so.
  if (!place) return;
  letLibraryRender();
  followMotionPreference();
  watchForInstalling();
  createRoot(place).render(
    <StrictMode>
      <QueryClientProvider client={queries}>
        <LibraryWords>
          <ErrorBoundary>{content}</ErrorBoundary>
        </LibraryWords>
      </QueryClientProvider>
    </StrictMode>,
  );
  watchForUpdates(base);
}
