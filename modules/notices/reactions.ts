import type { Text } from '../../platform/contract.ts';
import type { Tx } from '../../platform/platform.ts';
import type { AccountChange } from '../people/public.ts';
import { notify } from './actions.ts';

const ifNotYou: Text = {
  zh: '如非本人操作，请立即修改密码，并联系员工。',
  en: 'If this was not you, change your password now and contact the staff.',
};

const texts: Record<AccountChange, Text> = {
  phone_changed: {
    zh: '您账号的手机号已更换。',
    en: 'The phone number of your account was changed.',
  },
  password_reset: {
    zh: '您的密码已通过“忘记密码”重新设置，其他设备已退出。',
    en: 'Your password was set anew as a forgotten one, and all devices were signed out.',
  },
  wechat_bound: {
    zh: '一个微信已绑定到您的账号，可以用它登录。',
    en: 'A WeChat account can now sign in to your account.',
  },
};

/** Tells people what was changed of their account: it may have been somebody who took it over. */
export async function onAccountChanged(
  tx: Tx,
  items: { personId: string; realm: string; change: AccountChange }[],
): Promise<void> {
  await notify(
    tx,
    items.map(({ personId, realm, change }) => ({
      ...{ personId, realm, kind: `person.${change}`, link: null },
      key: `person.${change} ${tx.now.toISOString()}`,
      zh: `${texts[change].zh}${ifNotYou.zh}`,
      en: `${texts[change].en} ${ifNotYou.en}`,
    })),
  );
}
