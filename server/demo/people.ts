import { addDays } from '../../forms/days.ts';
import type { Text } from '../../forms/definition.ts';

/** The invented people of a demo. None of them exists; their sign-ins are shown on `/demo`. */

export const demoPassword = 'anxing-Demo-22';
/** What those whose first sign-in is over answered to their three security questions. */
export const demoAnswers = [
  { question: 'school', answer: 'Willow School' },
  { question: 'pet', answer: 'Snowball' },
  { question: 'dish', answer: 'Dumplings' },
];

export const demoStaff = [
  { username: 'admin', name: 'Ada Demo', role: 'administrator' as const, at: 'root' as const },
  {
    username: 'organiser',
    name: 'Olga Demo',
    role: 'organiser' as const,
    at: 'programme' as const,
  },
  { username: 'reader', name: 'Rita Demo', role: 'reader' as const, at: 'unit' as const },
];

export type DemoPerson = {
  card: string;
  furtherCard?: string;
  name: string;
  group: string;
  unit: number;
  overseas: boolean;
  document: 'prc_id' | 'hk_macao_permit' | 'taiwan_permit' | 'passport';
  /** The document's date, from which the initial password comes. */
  documentDate: string;
  birthDate: string;
  /** Days from today to the entry that was planned; only for people from abroad who gave it. */
  entryIn?: number;
  /** How reliably this person reports, 0 to 1. */
  diligence: number;
  activated: boolean;
  /** Of somebody who is named on `/demo`: what is certain of their days, told by how many days ago. */
  days?: { missed: number[]; fever: number[] };
  /** For what to take this person. */
  use?: Text;
};

export const demoUnits = [
  { code: 'NOR', zh: '挪威代表团', en: 'Norway delegation' },
  { code: 'GER', zh: '德国代表团', en: 'Germany delegation' },
  { code: 'CAN', zh: '加拿大代表团', en: 'Canada delegation' },
  { code: 'JPN', zh: '日本代表团', en: 'Japan delegation' },
  { code: 'CHN', zh: '中国代表团', en: 'China delegation' },
  { code: 'FIS', zh: '国际雪联', en: 'International Ski Federation' },
  { code: 'OBS', zh: '奥林匹克广播服务公司', en: 'Olympic Broadcasting Services' },
  { code: 'MPC', zh: '主媒体中心', en: 'Main Press Centre' },
  { code: 'SPO', zh: '市场合作伙伴接待中心', en: 'Marketing partners’ hospitality' },
  { code: 'VOL', zh: '志愿者（张家口赛区）', en: 'Volunteers, Zhangjiakou zone' },
];

const given = [
  'Anna',
  'Bjørn',
  'Chloé',
  'Dmitri',
  'Elif',
  'François',
  'Greta',
  'Hiroshi',
  'Inés',
  'Jakub',
  'Kaisa',
  'Lukas',
  'Mei',
  'Nils',
  'Olivia',
  'Paolo',
  'Quentin',
  'Rosa',
  'Søren',
  'Tereza',
  'Ursula',
  'Viktor',
  'Wanda',
  'Xenia',
  'Yuki',
  'Zoë',
];
const family = [
  'Andersen',
  'Bergström',
  'Costa',
  'Dubois',
  'Eriksen',
  'Fischer',
  'García',
  'Hansen',
  'Ivanova',
  'Jensen',
  'Kowalski',
  'Lindqvist',
  'Müller',
  'Novák',
  'O’Brien',
  'Petrov',
  'Rossi',
  'Schmidt',
  'Tanaka',
  'van der Berg',
];
const familyZh = [...'王李张刘陈杨赵黄周吴'];
const givenZh = [
  '晓明',
  '雪',
  '思远',
  '嘉怡',
  '子涵',
  '静',
  '宇航',
  '梦琪',
  '志强',
  '雨桐',
  '浩然',
  '丽华',
];

/** The same numbers for the same seed: a demo looks alike wherever it is started. */
export function dice(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Named on `/demo`, so that each way of signing in and each phase can be tried. */
export const namedPeople: DemoPerson[] = [
  {
    ...{ card: '1096044', furtherCard: '2096044', name: 'Nora Snow', group: 'athletes', unit: 0 },
    ...{ overseas: true, document: 'passport', documentDate: '2019-01-18' },
    ...{ birthDate: '1996-03-02', entryIn: 6, diligence: 0.7, activated: true },
    days: { missed: [0, 2, 3, 5], fever: [] },
    use: {
      zh: '今天还没有填报，漏填 3 天：试试每日填报，以及一次补录多天。',
      en: 'Has not reported yet today and missed three days: try the daily report, and filling in several days at once.',
    },
  },
  {
    ...{ card: '1096045', name: 'Lukas Winter', group: 'broadcasters', unit: 6 },
    ...{ overseas: true, document: 'passport', documentDate: '2017-05-30' },
    ...{ birthDate: '1984-11-21', entryIn: -5, diligence: 0.8, activated: true },
    days: { missed: [0], fever: [1, 2] },
    use: {
      zh: '昨天和前天发热，今天还没有填报：试试发热时的提示，并在管理后台查看预警和填报日历。',
      en: 'Had a fever yesterday and the day before, and has not reported yet today: try what is said about a fever, and see the alert and the calendar in the console.',
    },
  },
  {
    ...{ card: '1096046', name: '陈晓雪', group: 'workforce', unit: 9 },
    ...{ overseas: false, document: 'prc_id', documentDate: '2008-08-08' },
    ...{ birthDate: '2000-06-01', diligence: 0.9, activated: true },
    days: { missed: [], fever: [] },
    use: {
      zh: '每天都已填报，今天也是：试试查询、修改和汇总报告。',
      en: 'Has reported every day, today as well: try looking at reports, changing them, and the summary.',
    },
  },
  {
    ...{ card: '1096047', name: 'Ines Frost', group: 'athletes', unit: 2 },
    ...{ overseas: true, document: 'passport', documentDate: '2019-01-18' },
    ...{ birthDate: '1999-12-31', diligence: 0, activated: false },
    use: {
      zh: '从未登录：试试首次登录、设置新密码和密保问题。',
      en: 'Has never signed in: try the first sign-in with a new password and security questions.',
    },
  },
  {
    ...{ card: '1096048', name: '何家欣', group: 'press', unit: 7 },
    ...{
      overseas: true,
      document: 'hk_macao_permit',
      documentDate: '2014-04-21',
    },
    ...{ birthDate: '1991-02-14', diligence: 0, activated: false },
    use: {
      zh: '从未登录，凭港澳居民来往内地通行证：初始密码取自证件日期。',
      en: 'Has never signed in and holds a travel permit of Hong Kong or Macao: its date is the initial password.',
    },
  },
  {
    ...{ card: '1096049', name: 'Mika Berg', group: 'athletes', unit: 0 },
    ...{ overseas: true, document: 'passport', documentDate: '2018-09-12' },
    ...{ birthDate: '1998-07-19', diligence: 0.5, activated: true },
    days: { missed: [], fever: [] },
    use: {
      zh: '还没有填报行程，因此没有需要填报的日期：试试计划行程填报，提交前会提示哪些日期变为漏填。',
      en: 'Has given no itinerary, so that no days are due: try the planned itinerary, which says before it is sent which days it makes missed.',
    },
  },
];

/** The rest of the crowd. */
export function inventedPeople(count: number, groups: string[]): DemoPerson[] {
  const roll = dice(20220204);
  const pick = <T>(from: readonly T[]): T => from[Math.floor(roll() * from.length)] as T;
  return Array.from({ length: count }, (_, index) => {
    const unit = Math.floor(roll() * demoUnits.length);
    const overseas = unit !== 4 && unit !== 9 && roll() < 0.85;
    const diligence = pick([0.99, 0.99, 0.97, 0.95, 0.95, 0.9, 0.85, 0.6, 0.1]);
    return {
      card: String(1100000 + index * 7),
      name: overseas ? `${pick(given)} ${pick(family)}` : pick(familyZh) + pick(givenZh),
      group: unit === 9 ? 'workforce' : unit === 6 ? 'broadcasters' : pick(groups),
      unit,
      overseas,
      document: overseas ? 'passport' : 'prc_id',
      documentDate: addDays('2014-01-01', Math.floor(roll() * 2500)),
      birthDate: addDays('1965-01-01', Math.floor(roll() * 14000)),
      ...(overseas && roll() < 0.9 && { entryIn: Math.floor(roll() * 30) - 18 }),
      diligence,
      activated: true,
    } satisfies DemoPerson;
  });
}
