import { Button } from 'antd-mobile';
import { ExclamationCircleOutline } from 'antd-mobile-icons';
import { Component, type ReactNode } from 'react';
import { useWords } from '../i18n.ts';
import { Empty } from './messages.tsx';
import page from './page.module.css';
import { words } from './words.ts';

/** A page that did not load or failed: the network is unsteady, or the app was updated meanwhile. */
export function BrokenPage() {
  const t = useWords(words);
  return (
    <main className={page.page}>
      <Empty title={t('brokenTitle')} icon={<ExclamationCircleOutline />} alone>
        <p role="alert">{t('broken')}</p>
        <Button color="primary" fill="outline" onClick={() => location.reload()}>
          {t('reload')}
        </Button>
      </Empty>
    </main>
  );
}

/** Catches what nobody expected. */
export class ErrorBoundary extends Component<{ children: ReactNode }, { failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError() {
    return { failed: true };
  }

  override render() {
    return this.state.failed ? <BrokenPage /> : this.props.children;
  }
}
