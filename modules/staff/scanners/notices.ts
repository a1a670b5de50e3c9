import { scannerNames } from '../../../forms/scanner-names.ts';
import type { Text } from '../../../platform/contract.ts';
import type { Tx } from '../../../platform/platform.ts';
import { notify } from '../../notices/public.ts';
import { staffRealm } from '../../people/public.ts';
import type { PlaceRow } from '../../places/public.ts';
import type { Level } from './contract.ts';

const texts = {
  added: {
    zh: '您已被添加到站点“{site}”，角色为{level}。请在“上报设置”中选择站点。',
    en: 'You were added to the site “{site}” as {level}. Choose your sites under “Reporting sites”.',
  },
  replaced: {
    zh: '您在站点“{site}”的岗位已由他人接替，您现在是{level}。',
    en: 'Somebody else took over your place at “{site}”. You are now {level} there.',
  },
  replacing: {
    zh: '您已在站点“{site}”接替他人的岗位，您现在是{level}，其下级扫码员由您管理。',
    en: 'You took over somebody’s place at “{site}”. You are now {level}, and the scanners below are yours.',
  },
  disabled: {
    zh: '您在站点“{site}”的账号已被禁用。如有疑问，请联系您的上级。',
    en: 'Your account at “{site}” has been disabled. If this is a mistake, please ask your superior.',
  },
  enabled: {
    zh: '您在站点“{site}”的账号已恢复使用。',
    en: 'Your account at “{site}” is in use again.',
  },
} satisfies Record<string, Text>;

type Told = { kind: keyof typeof texts; personId: string; level: Level };

/** Tells scanners in the app what changed for them at a site. */
export async function tellScanners(
  tx: Tx,
  site: Pick<PlaceRow, 'id' | 'name_zh' | 'name_en'>,
  told: Told[],
): Promise<void> {
  const items = told.map(({ kind, personId, level }) => ({
    ...{ personId, realm: staffRealm, kind: `scanner-${kind}` },
    key: `scanner-${kind} ${site.id} ${tx.now.toISOString()}`,
    zh: filled(texts[kind].zh, site.name_zh, scannerNames[level].zh),
    en: filled(texts[kind].en, site.name_en, scannerNames[level].en.toLowerCase()),
    link: null,
  }));
  await notify(tx, items);
}

const filled = (text: string, site: string, level: string) =>
  text.replace('{site}', () => site).replace('{level}', () => level);
