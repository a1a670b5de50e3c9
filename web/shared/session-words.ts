import { defineWords } from './i18n.ts';

/** What all apps say about where somebody is signed in. */
export const sessionWords = defineWords('sessions', {
  zh: {
    sessions: '已登录的设备',
    device: '设备',
    since: '登录时间',
    seen: '最近使用',
    thisDevice: '本机',
    unknownDevice: '未知设备',
    endSession: '退出',
    endSessionOf: '退出 {device}',
    ended: '已退出该设备',
  },
  en: {
    sessions: 'Signed-in devices',
    device: 'Device',
    since: 'Signed in',
    seen: 'Last used',
    thisDevice: 'This device',
    unknownDevice: 'Unknown device',
    endSession: 'Sign out',
    endSessionOf: 'Sign out {device}',
    ended: 'The device has been signed out.',
  },
});
