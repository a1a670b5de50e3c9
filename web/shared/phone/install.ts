import { useSyncExternalStore } from 'react';
import { defineWords } from '../i18n.ts';

/** How to add an app to the home screen, system by system. */
export const installWords = defineWords('install', {
  zh: {
    title: '安装到桌面',
    installed: '已从桌面打开。',
    now: '现在安装',
    android: 'Android / HarmonyOS',
    android1: '用系统浏览器或 Chrome 扫码打开。',
    android2: '点浏览器菜单（⋮ 或 ☰），选择“安装应用”或“添加到主屏幕”。',
    android3: '确认后，桌面上会出现图标。',
    ios: 'iOS',
    ios1: '用相机扫码，在 Safari 中打开。',
    ios2: '点底部的分享按钮（方框和向上的箭头）。',
    ios3: '选择“添加到主屏幕”，再点“添加”。',
    wechat: '微信',
    wechat1: '在微信里扫码也可以直接使用。',
    wechat2: '要添加到桌面，请点右上角“…”，选择“在浏览器打开”，再从浏览器添加。',
  },
  en: {
    title: 'Install on the home screen',
    installed: 'Opened from the home screen.',
    now: 'Install now',
    android: 'Android / HarmonyOS',
    android1: 'Scan the code and open it with the system browser or Chrome.',
    android2: 'In the browser’s menu (⋮ or ☰) choose “Install app” or “Add to home screen”.',
    android3: 'Confirm; the icon appears on the home screen.',
    ios: 'iOS',
    ios1: 'Scan the code with the camera and open it in Safari.',
    ios2: 'Touch the share button (a box with an arrow) at the bottom.',
    ios3: 'Choose “Add to Home Screen”, then “Add”.',
    wechat: 'WeChat',
    wechat1: 'It also works right inside WeChat.',
    wechat2:
      'To add it to the home screen, touch “…” at the top right, choose “Open in browser”, and add it from there.',
  },
});

const systems = [
  { name: 'android', open: 'android1', steps: ['android2', 'android3'] },
  { name: 'ios', open: 'ios1', steps: ['ios2', 'ios3'] },
  { name: 'wechat', open: 'wechat1', steps: ['wechat2'] },
] as const;

type InstallSteps = (typeof systems)[number];

/** Every system with the way to open an app by its code, and the steps from there; the reader's own comes first. */
export function installSteps(userAgent = navigator.userAgent): InstallSteps[] {
  const own = ownSystem(userAgent);
  return [...systems].sort((a, b) => Number(b.name === own) - Number(a.name === own));
}

function ownSystem(userAgent: string): InstallSteps['name'] {
  if (/MicroMessenger/.test(userAgent)) return 'wechat';
  return /iPhone|iPad/.test(userAgent) ? 'ios' : 'android';
}

/** Browsers that install by themselves say so once, and let the page choose the moment. */
type InstallPrompt = Event & { prompt: () => Promise<unknown> };

let offered: InstallPrompt | null = null;
const listeners = new Set<() => void>();

function take(prompt: InstallPrompt | null): void {
  offered = prompt;
  for (const listener of listeners) listener();
}

/** Listens from the start of the app: the browser does not say it twice. */
export function watchForInstalling(): void {
  window.addEventListener('beforeinstallprompt', (event) => {
    event.preventDefault();
    take(event as InstallPrompt);
  });
  window.addEventListener('appinstalled', () => take(null));
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Whether the app was opened from the home screen. */
function isInstalled(): boolean {
  const { standalone } = navigator as { standalone?: boolean };
  return standalone === true || window.matchMedia('(display-mode: standalone)').matches;
}

/** Whether the app is installed, and how the browser installs it, where it can by itself. */
export function useInstalling(): { installed: boolean; install: (() => void) | null } {
  const prompt = useSyncExternalStore(subscribe, () => offered);
  const install = prompt && (() => void prompt.prompt().finally(() => take(null)));
  return { installed: isInstalled(), install };
}
