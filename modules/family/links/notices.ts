import { maskName } from '../../../credential/masked-name.ts';
import type { Tx } from '../../../platform/platform.ts';
import { notify } from '../../notices/public.ts';
import { namesOf } from '../../people/public.ts';
import type { LinkRow, NewRequest } from '../queries.ts';
import type { Pair } from '../rules.ts';

const link = '/account/family';

/** What a carer may do: nobody agrees to more than they were told. */
const powers = {
  zh: '代办人可以代为填报，查看全部填报记录和码色，并代为出示健康码。',
  en: 'Whoever acts for somebody can report for them, see all that they have reported and the colour of their code, and show that code.',
};

/** Tells whoever is meant that somebody asks; masked, since anybody may ask. */
export async function tellAsked(tx: Tx, request: NewRequest): Promise<void> {
  const { otherId, realm, askerId, askerCares } = request;
  if (!otherId) return;
  const name = maskName((await namesOf(tx.db, [askerId])).get(askerId) ?? '');
  const [zh, en] = askerCares
    ? [
        `${name} 请求做您的代办人。${powers.zh}如不认识此人，请拒绝。`,
        `${name} asks to act for you. ${powers.en} If you do not know them, please refuse.`,
      ]
    : [
        `${name} 请您做其代办人。${powers.zh}如不认识此人，请拒绝。`,
        `${name} asks you to act for them. ${powers.en} If you do not know them, please refuse.`,
      ];
  const key = `family.asked ${request.id}`;
  await notify(tx, [{ personId: otherId, realm, kind: 'family.asked', key, zh, en, link }]);
}

type Linked = Pair & { id: string };

/** Tells these of the two that they are linked. */
export async function tellLinked(
  tx: Tx,
  realm: string,
  linked: Linked,
  told: string[],
): Promise<void> {
  await tellBoth(tx, realm, linked, told, {
    kind: 'family.linked',
    carer: (ward) => [
      `您已登记为 ${ward} 的代办人。${powers.zh}任何一方都可以随时结束。`,
      `You are now on record as acting for ${ward}. ${powers.en} Either of you can end this at any time.`,
    ],
    ward: (carer) => [
      `${carer} 已登记为您的代办人。${powers.zh}任何一方都可以随时结束。`,
      `${carer} is now on record as acting for you. ${powers.en} Either of you can end this at any time.`,
    ],
  });
}

/** Tells these of the two that they are linked no more. */
export async function tellEnded(
  tx: Tx,
  realm: string,
  ended: LinkRow,
  told: string[],
): Promise<void> {
  await tellBoth(tx, realm, ended, told, {
    kind: 'family.ended',
    carer: (ward) => [`您不再是 ${ward} 的代办人。`, `You no longer act for ${ward}.`],
    ward: (carer) => [`${carer} 不再是您的代办人。`, `${carer} no longer acts for you.`],
  });
}

type Words = {
  kind: string;
  carer(ward: string): [zh: string, en: string];
  ward(carer: string): [zh: string, en: string];
};

async function tellBoth(
  tx: Tx,
  realm: string,
  { id, carerId, wardId }: Linked,
  told: string[],
  words: Words,
): Promise<void> {
  const names = await namesOf(tx.db, [carerId, wardId]);
  const items = told.map((personId) => {
    const [zh, en] =
      personId === carerId
        ? words.carer(names.get(wardId) ?? '')
        : words.ward(names.get(carerId) ?? '');
    return { personId, realm, kind: words.kind, key: `${words.kind} ${id}`, zh, en, link };
  });
  await notify(tx, items);
}
