import { ConfigProvider } from 'antd-mobile';
import enUS from 'antd-mobile/es/locales/en-US';
import zhCN from 'antd-mobile/es/locales/zh-CN';
import type { ReactNode } from 'react';
import { useLang } from '../i18n.ts';

/** The component library speaks the page's language. */
export function LibraryWords({ children }: { children: ReactNode }) {
  const lang = useLang();
  return <ConfigProvider locale={lang === 'zh' ? zhCN : enUS}>{children}</ConfigProvider>;
}
