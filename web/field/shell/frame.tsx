import { Outlet } from '@tanstack/react-router';
import { AppOutline } from 'antd-mobile-icons';
import { useEffect } from 'react';
import { Gates } from '../../shared/features.tsx';
import { textOf, useWords } from '../../shared/i18n.ts';
import { Banners } from '../../shared/phone/banners.tsx';
import { type Tab, Tabs } from '../../shared/phone/tabs.tsx';
import { useFeatures } from './feature.ts';
import { words } from './words.ts';

/** What stands around every page. */
export function FieldFrame() {
  const t = useWords(words);
  const title = t('product');
  useEffect(() => {
    document.title = title;
  }, [title]);
  return (
    <>
      <Banners offline={t('offline')} />
      <Outlet />
    </>
  );
}

/** The pages behind the sign-in. */
export function SignedIn() {
  const features = useFeatures();
  const strips = features.flatMap(({ strip = [] }) => strip);
  return (
    <Gates features={features}>
      {strips.map((Strip) => (
        <Strip key={Strip.displayName ?? Strip.name} />
      ))}
      <Outlet />
    </Gates>
  );
}

const home: Tab = { path: '/', icon: AppOutline, title: textOf(words, 'home') };

/** The parts of the app, below its first pages. */
export function FieldTabs() {
  const tabs = useFeatures().flatMap(({ tabs: own = [] }) => own);
  return <Tabs tabs={[home, ...tabs]} />;
}
