import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import {
  CameraOutline,
  ExclamationTriangleOutline,
  FileOutline,
  ScanningOutline,
  UserAddOutline,
  UserContactOutline,
} from 'antd-mobile-icons';
import { screeningProblems } from '../../../modules/screening/contract.ts';
import { isScannerRole } from '../../../modules/staff/contract.ts';
import { textOf } from '../../shared/i18n.ts';
import type { Feature } from '../shell/feature.ts';
import { signedIn } from '../shell/routes.tsx';
import { ScreeningGate } from './gate.tsx';
import { HandIn } from './hand-in.tsx';
import { PendingNote, PendingStrip } from './pending-strip.tsx';
import { words } from './words.ts';

const page = <const Path extends string>(path: Path) => ({ getParentRoute: () => signedIn, path });

const scan = createRoute({
  ...page('/scan'),
  component: lazyRouteComponent(() => import('./scan-page.tsx'), 'ScanPage'),
});

const assisted = createRoute({
  ...page('/assisted'),
  component: lazyRouteComponent(() => import('./assisted/assisted-page.tsx'), 'AssistedPage'),
});

const number = createRoute({
  ...page('/number'),
  component: lazyRouteComponent(() => import('./number-page.tsx'), 'NumberPage'),
});

const records = createRoute({
  ...page('/records'),
  component: lazyRouteComponent(() => import('./records/records-page.tsx'), 'RecordsPage'),
});

const record = createRoute({
  ...page('/records/$check'),
  component: lazyRouteComponent(() => import('./records/record-page.tsx'), 'RecordPage'),
});

const alerts = createRoute({
  ...page('/alerts'),
  component: lazyRouteComponent(() => import('./alerts-page.tsx'), 'AlertsPage'),
});

const pending = createRoute({
  ...page('/pending'),
  component: lazyRouteComponent(() => import('./pending-page.tsx'), 'PendingPage'),
});

const camera = createRoute({
  ...page('/camera'),
  component: lazyRouteComponent(() => import('./camera-page.tsx'), 'CameraPage'),
});

export const routes = [scan, assisted, number, records, record, alerts, pending, camera] as const;

const tool = (path: string, icon: typeof CameraOutline, name: Parameters<typeof nameOf>[0]) => ({
  ...{ path, icon, hasRole: isScannerRole },
  ...nameOf(name),
});

const nameOf = (name: 'scan' | 'assisted' | 'number' | 'records' | 'alerts' | 'camera') => ({
  title: textOf(words, name),
  hint: textOf(words, `${name}Hint`),
});

export const feature: Feature = {
  problems: [screeningProblems],
  gate: ScreeningGate,
  strip: PendingStrip,
  leavingNote: PendingNote,
  shutOut: HandIn,
  tools: [
    tool('/scan', ScanningOutline, 'scan'),
    tool('/assisted', UserAddOutline, 'assisted'),
    tool('/number', UserContactOutline, 'number'),
    tool('/records', FileOutline, 'records'),
    tool('/alerts', ExclamationTriangleOutline, 'alerts'),
    { path: '/camera', icon: CameraOutline, ...nameOf('camera') },
  ],
};
