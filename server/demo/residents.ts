import { prcCheckDigit } from '../../forms/identity.ts';
import type { Text } from '../../platform/contract.ts';
import { dice } from './people.ts';

/** The invented residents of a demo's region. None of them exists, nor can their numbers. */

/** What happened to somebody, told by how many days ago. */
type Past = {
  /** Reports: the temperature, and whether there were symptoms. */
  reports: { back: number; temperature: number; unwell?: true }[];
  /** Checks at the gate. */
  checks?: { back: number; temperature: number }[];
  /** A colour by hand that two officers gave; `waiting` where the second has not looked yet. */
  order?: { back: number; rule: 'contact' | 'case'; waiting?: true };
  /** They disagree with the colour they have. */
  appeal?: { back: number; words: string };
};

export type Resident = {
  username: string;
  name: string;
  phone: string;
  /** A document and its number, as an identifier holds them. */
  document: string;
  community: number;
  past: Past;
  /** For what to take this person; of those who are named on `/demo`. */
  use?: Text;
  role?: Text;
};

export const demoCommunities = [
  { code: 'lakeside', zh: '示范湖畔社区', en: 'Model Lakeside community' },
  { code: 'old-town', zh: '示范老城社区', en: 'Model Old Town community' },
];

/** A number that is formed like one and that nobody has: born in the year 1900. */
export const inventedDocument = (index: number): string => {
  const digits = `22010219000101${String(index + 1).padStart(3, '0')}`;
  return `prc_id ${digits}${prcCheckDigit(digits)}`;
};

const phoneOf = (index: number) => `139${String(index + 1).padStart(8, '0')}`;

type Named = Pick<Resident, 'username' | 'name' | 'past'> & { use: Text; role: Text };

const named: Named[] = [
  {
    ...{ username: 'green', name: '林一帆', role: { zh: '绿码', en: 'Green code' } },
    past: {
      reports: [
        { back: 8, temperature: 36.4 },
        { back: 1, temperature: 36.5 },
      ],
      checks: [
        { back: 3, temperature: 36.3 },
        { back: 1, temperature: 36.6 },
      ],
    },
    use: {
      zh: '近期上报正常：试试查看吉祥码，并在另一台手机上用现场端扫码。',
      en: 'Reported well: look at the code, and scan it with the field app on another phone.',
    },
  },
  {
    ...{
      username: 'yellow',
      name: '苏小禾',
      role: { zh: '黄码（体温）', en: 'Yellow, by temperature' },
    },
    past: {
      reports: [
        { back: 6, temperature: 36.6 },
        { back: 1, temperature: 37.8, unwell: true },
      ],
      appeal: { back: 0, words: '昨天刚跑完步就量了体温，今天早上量是 36.5 ℃。' },
    },
    use: {
      zh: '昨天上报了发热，已提出申诉：试试看原因、变化记录和申诉，或由扫码员再测一次体温。',
      en: 'Reported a fever yesterday and has appealed: look at the reason, the ledger and the appeal, or have a scanner measure again.',
    },
  },
  {
    ...{
      username: 'orange',
      name: '周安',
      role: { zh: '橙码（密切接触者）', en: 'Orange, a close contact' },
    },
    past: {
      reports: [{ back: 3, temperature: 36.5 }],
      order: { back: 2, rule: 'contact' },
    },
    use: {
      zh: '由两名员工先后提出并批准：试试看是谁、何时、为什么，以及怎样申诉。',
      en: 'Given by one officer and approved by another: see who, when and why, and how to appeal.',
    },
  },
  {
    ...{ username: 'red', name: '郑宁', role: { zh: '红码', en: 'Red code' } },
    past: {
      reports: [{ back: 4, temperature: 38.4, unwell: true }],
      checks: [{ back: 4, temperature: 38.6 }],
      order: { back: 3, rule: 'case' },
    },
    use: {
      zh: '疑似病例：试试看码色的完整变化记录。',
      en: 'A suspected case: see every change of the colour.',
    },
  },
  {
    ...{
      username: 'grey',
      name: '何青',
      role: { zh: '灰码（无信息）', en: 'Grey, no information' },
    },
    past: { reports: [] },
    use: {
      zh: '还没有上报过：试试个人信息上报，提交后码色随即改变。',
      en: 'Has never reported: send a personal report, and the colour changes at once.',
    },
  },
  {
    ...{
      username: 'nearby',
      name: '叶知秋',
      role: { zh: '绿码，另有待批准的提议', en: 'Green, with a proposal that waits' },
    },
    past: {
      reports: [{ back: 2, temperature: 36.4 }],
      order: { back: 0, rule: 'contact', waiting: true },
    },
    use: {
      zh: '有人提议给予橙码，尚待另一人批准：用 officer2 在管理后台批准或不予批准。',
      en: 'Somebody proposed orange; a second person has to approve: do so, or refuse, as officer2 in the console.',
    },
  },
];

export const namedResidents: Resident[] = named.map((each, index) => ({
  ...each,
  ...{ phone: phoneOf(index), document: inventedDocument(100 + index), community: index % 2 },
}));

const familyNames = [...'安柏崔段樊葛韩纪孔雷马宁欧潘秦任沈唐魏夏颜'];
const givenNames = ['文博', '雅琴', '建国', '晓彤', '若曦', '志远', '佳宁', '海燕', '明辉', '诗涵'];

/** Where all of them live. */
export const demoAddress = '示范大街 8 号';

/** What the officers write who give a colour. */
export const orderWords = {
  contact: { reason: '与确诊病例同乘一趟公交车。', evidence: '流行病学调查报告（示例）第 7 号' },
  case: { reason: '核酸检测结果可疑，等待复核。', evidence: '检测报告（示例）第 12 号' },
};

/** The rest of the residents: most report now and then, some have not for long. */
function inventedResidents(count: number, daysBack: number): Resident[] {
  const roll = dice(20200210);
  const pick = <T>(from: readonly T[]): T => from[Math.floor(roll() * from.length)] as T;
  const measure = () => Math.round((36.1 + roll() * 0.8) * 10) / 10;
  return Array.from({ length: count }, (_, index) => {
    const reports = Array.from({ length: 1 + Math.floor(roll() * 3) }, () => {
      const isIll = roll() < 0.06;
      return {
        back: Math.floor(roll() * daysBack),
        temperature: isIll ? 37.4 : measure(),
        ...(isIll && { unwell: true as const }),
      };
    });
    const checks = Array.from({ length: Math.floor(roll() * 3) }, () => ({
      back: Math.floor(roll() * 10),
      temperature: measure(),
    }));
    return {
      username: `resident${index + 1}`,
      name: pick(familyNames) + pick(givenNames),
      phone: phoneOf(100 + index),
      document: inventedDocument(200 + index),
      community: index % demoCommunities.length,
      past: { reports, checks },
    };
  });
}

/** Everybody who lives in the demo's region; it has so many days behind it. */
export const demoResidents: readonly Resident[] = [...namedResidents, ...inventedResidents(48, 16)];
