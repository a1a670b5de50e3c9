import type { Text } from '../../forms/definition.ts';
import { scannerNames } from '../../forms/scanner-names.ts';
import { listProgrammes } from '../../modules/programmes/public.ts';
import type { ResponseOf } from '../../platform/contract.ts';
import type { Platform } from '../../platform/platform.ts';
import type { demo } from '../../platform/system.ts';
import { region } from '../../templates/region.ts';
import { demoScanners } from './gates.ts';
import { type DemoPerson, demoAnswers, demoPassword, demoStaff, namedPeople } from './people.ts';
import { demoOfficers } from './region.ts';
import { namedResidents } from './residents.ts';

const scannerUses = {
  senior: {
    zh: '管理站点：编辑、添加下级站点，添加、禁用和替换扫码员。',
    en: 'Runs a site: edits it, adds sites below, adds, disables and replaces scanners.',
  },
  intermediate: {
    zh: '添加和禁用自己条线的普通扫码员。',
    en: 'Adds and disables the scanners of their own line.',
  },
  ordinary: {
    zh: '在站点上岗：选择当前站点，扫码或按证件号码查询，登记体温。',
    en: 'Works at a site: chooses which one, scans codes or looks people up by number, records temperatures.',
  },
};

const staffUses = {
  administrator: {
    zh: '管理整个系统：项目、机构、员工、审计日志。',
    en: 'Runs the whole installation: programmes, places, staff, audit trail.',
  },
  organiser: {
    zh: '管理这个项目：名单、完成情况、未报名单和提醒、预警、导出。',
    en: 'Runs this programme: roster, completion, who is missing and reminders, alerts, exports.',
  },
  reader: {
    zh: '只看一个代表团：没有导出和提醒。',
    en: 'Sees one delegation alone: no exports, no reminders.',
  },
};

const roleNames = {
  administrator: { zh: '管理员', en: 'Administrator' },
  organiser: { zh: '组织者', en: 'Organiser' },
  reader: { zh: '查看者（一个代表团）', en: 'Reader of one delegation' },
};

const officer = {
  role: { zh: '卫生健康部门', en: 'Health authority' },
  use: {
    zh: '按程序给予或结束橙码、红码：一人提出，另一人批准；处理申诉。',
    en: 'Gives and ends orange and red by the rules: one proposes, the other approves; and answers appeals.',
  },
};

type Section = ResponseOf<typeof demo.people>[number];
type Person = Section['people'][number];

const nothing: Text = { zh: '', en: '' };

/** What `/demo` shows. */
export async function demoPeople(platform: Platform): Promise<ResponseOf<typeof demo.people>> {
  const lacks = await demoLacks(platform);
  if (lacks) {
    return [
      section(titles.staff, staff),
      games(),
      { title: titles.residents, people: [], note: lacks },
    ];
  }
  return [
    section(titles.staff, [...staff, ...officers]),
    games(),
    section(titles.residents, residents),
    section(titles.scanners, scanners),
  ];
}

const section = (title: Text, people: Person[]): Section => ({ title, people, note: nothing });

const titles = {
  staff: { zh: '员工（管理后台）', en: 'Staff (console)' },
  participants: {
    zh: '冬奥通：注册人员（手机端和电脑端）',
    en: 'Games: participants (portal and desk)',
  },
  residents: { zh: '吉祥码：居民（手机端）', en: 'Health code: residents (portal)' },
  scanners: { zh: '码上行动：扫码员（现场端）', en: 'Health code: scanners (field app)' },
};

const lackingRegion: Text = {
  zh: '这个演示是较早的版本填充的，还没有健康码的区域、居民和可扫码的站点。它可以照常使用；要得到完整的演示，请停止程序，用一个新的文件夹启动：ANXING_DATA=<新文件夹> npm start。',
  en: 'This demo was filled by an earlier version: it has no region with health codes, no residents, and no sites where scanners can check anybody. It works as before; for a whole demo, stop it and start with a new folder: ANXING_DATA=<new folder> npm start.',
};

/** What a demo lacks that an earlier version filled, and how to get it; null where it is whole. */
export async function demoLacks({ db }: Platform): Promise<Text | null> {
  const isWhole = (await listProgrammes(db)).some(({ code }) => code === region.code);
  return isWhole ? null : lackingRegion;
}

const staff: Person[] = demoStaff.map(({ username, name, role }) => ({
  ...{ name, role: roleNames[role], paths: ['/console/'], note: nothing, use: staffUses[role] },
  ...{ account: username, password: demoPassword },
}));

const officers: Person[] = demoOfficers.map(({ username, name }) => ({
  ...{ name, role: officer.role, paths: ['/console/'], note: nothing, use: officer.use },
  ...{ account: username, password: demoPassword },
}));

const residents: Person[] = namedResidents.map((each) => ({
  ...{ name: each.name, role: each.role ?? nothing, paths: ['/portal/region/'] },
  ...{ account: each.username, password: demoPassword },
  note: { zh: `也可用手机号 ${each.phone} 登录`, en: `Or sign in by phone, ${each.phone}` },
  use: each.use ?? nothing,
}));

const scanners: Person[] = demoScanners.map(({ username, name, phone, level }) => ({
  ...{ name, role: scannerNames[level], paths: ['/field/'] },
  ...{ account: username, password: demoPassword },
  note: { zh: `也可用手机号 ${phone} 登录`, en: `Or sign in by phone, ${phone}` },
  use: scannerUses[level],
}));

function games(): Section {
  const initial = (person: DemoPerson) => person.documentDate.replaceAll('-', '');
  const answers = demoAnswers.map(({ answer }) => answer).join(' / ');
  const people = namedPeople.map((person) => ({
    ...{ name: person.name, role: phaseOf(person), paths: ['/portal/games/', '/desk/games/'] },
    account: person.card,
    password: person.activated ? demoPassword : initial(person),
    note: person.activated
      ? { zh: `密保答案：${answers}`, en: `Security answers: ${answers}` }
      : { zh: '首次登录：初始密码', en: 'First sign-in: initial password' },
    use: person.use ?? nothing,
  }));
  return section(titles.participants, people);
}

function phaseOf({ entryIn, overseas, activated }: DemoPerson) {
  if (!activated) return { zh: '从未登录', en: 'Never signed in' };
  if (!overseas) return { zh: '境内人员', en: 'From within the country' };
  if (entryIn === undefined) return { zh: '还没有行程', en: 'No itinerary yet' };
  return entryIn > 0 ? { zh: '入境前', en: 'Before entry' } : { zh: '入境后', en: 'After entry' };
}
