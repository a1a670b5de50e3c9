import { type QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { App, ConfigProvider, Result } from 'antd';
import enGB from 'antd/locale/en_GB.js';
import zhCN from 'antd/locale/zh_CN.js';
import { Component, type ReactNode, StrictMode, useSyncExternalStore } from 'react';
import { createRoot } from 'react-dom/client';
import { noticePeople } from '../attendance.ts';
import { currentLang, useLang, word } from '../i18n.ts';
import { onCalmChange, wantsCalm } from '../motion.ts';
import styles from './pc-app.module.css';
import { calmTheme, pcTheme } from './pc-theme.ts';
import { pcWords } from './pc-words.ts';
import { returnFocus } from './return-focus.ts';
import 'virtual:tokens.css';
import '../base.css';
import './base.css';

/** Starts an app on a PC: queries, language, theme, messages, and a page for what nobody expected. */
export function startPcApp(queries: QueryClient, content: ReactNode): void {
  const root = document.getElementById('root');
  // Absent where the browser is too old: `old-browser.js` has said so.
  if (!root) return;
  noticePeople(window);
  returnFocus(root);
  createRoot(root).render(
    <StrictMode>
      <QueryClientProvider client={queries}>
        <Dressed>
          <ErrorBoundary>{content}</ErrorBoundary>
        </Dressed>
      </QueryClientProvider>
    </StrictMode>,
  );
}

function Dressed({ children }: { children: ReactNode }) {
  const lang = useLang();
  const calm = useSyncExternalStore(onCalmChange, wantsCalm);
  return (
    <ConfigProvider
      locale={lang === 'zh' ? zhCN : enGB}
      theme={calm ? calmTheme : pcTheme}
      button={{ autoInsertSpace: false }}
      modal={{ styles: { body: { paddingTop: 8 } } }}
      form={{ requiredMark: true, scrollToFirstError: true }}
    >
      <App>{children}</App>
    </ConfigProvider>
  );
}

class ErrorBoundary extends Component<{ children: ReactNode }, { failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError() {
    return { failed: true };
  }

  override render() {
    if (!this.state.failed) return this.props.children;
    return (
      <Result
        key={currentLang()}
        status="warning"
        title={word(pcWords, 'broken')}
        subTitle={word(pcWords, 'brokenHint')}
        extra={
          <button type="button" className={styles.button} onClick={() => location.reload()}>
            {word(pcWords, 'reload')}
          </button>
        }
      />
    );
  }
}
