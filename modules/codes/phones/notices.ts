import type { Tx } from '../../../platform/platform.ts';
import type { SelfScope } from '../../../platform/scope.ts';
import { notify } from '../../notices/public.ts';
import { namesOf } from '../../people/public.ts';
import type { PhoneKeyRow } from './queries.ts';

/** Tells whoever holds the phone that another one of theirs took its place. */
export async function tellReplaced(
  tx: Tx,
  { personId, realm, carer }: SelfScope,
  { id, agent }: Pick<PhoneKeyRow, 'id' | 'agent'>,
): Promise<void> {
  const name = (carer && (await namesOf(tx.db, [personId])).get(personId)) ?? '';
  const [whose, whoseEn] = carer ? [`${name} 的`, `The code of ${name}`] : ['您的', 'Your code'];
  const [device, deviceEn] = [agent || '未知设备', agent || 'unknown device'];
  await notify(tx, [
    {
      ...{ personId: carer?.personId ?? personId, realm, kind: 'code.phone_replaced' },
      key: `code.phone_replaced ${id}`,
      zh: `${whose}健康码改由另一部手机出示；原手机（${device}）上的码已失效。如非本人操作，请立即修改密码。`,
      en: `${whoseEn} is now shown by another phone. The code on the former one (${deviceEn}) counts no more. If this was not you, change your password now.`,
      link: null,
    },
  ]);
}

/** Tells somebody that a carer's phone shows their code from now on. */
export async function tellShownByCarer(
  tx: Tx,
  { personId, realm }: SelfScope,
  carerId: string,
  phoneId: number,
): Promise<void> {
  const name = (await namesOf(tx.db, [carerId])).get(carerId) ?? '';
  await notify(tx, [
    {
      ...{ personId, realm, kind: 'code.shown_by_carer', key: `code.shown_by_carer ${phoneId}` },
      zh: `${name} 的手机开始出示您的健康码。如不再需要，请在“家人”中结束代办。`,
      en: `The phone of ${name} shows your code from now on. If you no longer want that, end it under “Family”.`,
      link: '/account/family',
    },
  ]);
}
