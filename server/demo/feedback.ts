import sharp from 'sharp';
import { addDays, dayOf } from '../../forms/days.ts';
import { type FeedbackKind, type FeedbackStep, feedback } from '../../modules/feedback/contract.ts';
import { staffRealm } from '../../modules/people/public.ts';
import type { Browser } from '../browser.ts';
import type { Parts } from '../compose.ts';
import { idOf, inThePast, type Past, signIn } from './past.ts';

/** What the invented people of a demo have sent, and what became of it. */

/** Who sends and who answers, by their ids; the site is that of the scanner. */
export type FeedbackPeople = {
  zone: string;
  participants: { personId: string; realm: string }[];
  residents: { personId: string; realm: string }[];
  scanner: { personId: string; siteId: number };
  organiser: string;
  administrator: string;
};

type Told = {
  from: 'participants' | 'residents' | 'scanner';
  /** Who of them. */
  nth: number;
  kind: FeedbackKind;
  words: string;
  contact?: string;
  picture?: true;
  /** How many days ago it was sent. */
  back: number;
  /** What staff did the day after, and what the person added to it then. */
  after?: ({ answer: string } | { step: FeedbackStep } | { add: string })[];
};

const told: Told[] = [
  {
    ...{ from: 'participants', nth: 3, kind: 'complaint', back: 9 },
    words: '主媒体中心的班车晚上十点以后就没有了，赛后回驻地要等一个多小时。',
    after: [
      { answer: '谢谢您反映。自明天起，末班车延长到零点三十分，班次表已贴在各站点。' },
      { step: 'closed' },
    ],
  },
  {
    ...{ from: 'participants', nth: 5, kind: 'problem', back: 6 },
    words: 'The calendar says that I missed a day before my arrival. I was not in the country yet.',
    after: [
      {
        answer:
          'Thank you. Please open “Actual itinerary” and correct the day of entry; the days before it are then no longer asked of you.',
      },
      { add: 'I did, and two of the three days are gone. One is still marked as missed.' },
    ],
  },
  {
    ...{ from: 'participants', nth: 0, kind: 'question', back: 3 },
    words: '汇总报告可以只导出最近一周的吗？交材料时只需要这几天。',
    after: [
      {
        answer: '您好，汇总报告包含全部填报，暂时不能只选一周。提交材料时，用整份报告即可。',
      },
    ],
  },
  {
    ...{ from: 'participants', nth: 8, kind: 'suggestion', back: 2 },
    words: 'It would help to see the opening hours of the clinic in the app, beside its number.',
    after: [{ step: 'taken' }],
  },
  {
    ...{ from: 'participants', nth: 11, kind: 'problem', back: 0, picture: true },
    words: '驻地三号楼门口的体温计一直显示 35.0，怀疑坏了，附上照片。',
    contact: '驻地 3 号楼 204 室，晚饭后都在',
  },
  {
    ...{ from: 'participants', nth: 14, kind: 'suggestion', back: 0 },
    words: 'Please remind us at 9 in the morning rather than at 7: athletes are still asleep.',
  },
  {
    ...{ from: 'residents', nth: 0, kind: 'question', back: 4 },
    words: '家里老人没有手机，能不能把码打印出来用？',
    after: [
      {
        answer: '可以。请带老人的身份证到社区的核验点，员工会打印纸质码；也可以由您为老人代办。',
      },
    ],
  },
  {
    ...{ from: 'residents', nth: 6, kind: 'complaint', back: 0 },
    words: '小区南门没有核验点，每天都要绕到北门，希望增设一个。',
  },
  {
    ...{ from: 'scanner', nth: 0, kind: 'problem', back: 2 },
    words: '早高峰时北门只有一台手机能扫码，队伍排到了马路上。',
    after: [{ answer: '已从地铁站调来一台，今天起早上七点到九点两人同时上岗。' }],
  },
  {
    ...{ from: 'scanner', nth: 0, kind: 'suggestion', back: 0 },
    words: 'The torch should stay on between two scans; it is dark at the gate before eight.',
  },
];

/** Has all of it sent, and looked after, on its days. What a start that was killed has sent is sent again, and stored once. */
export async function giveFeedback(parts: Parts, people: FeedbackPeople): Promise<void> {
  await inThePast(parts, async (past) => {
    const today = dayOf(parts.clock.now(), people.zone);
    const at = (back: number, hour: string) =>
      back <= 0 ? parts.clock.now() : `${addDays(today, -back)}T${hour}:30:00Z`;
    for (const [index, each] of told.entries()) {
      past.clock.set(at(each.back, '05'));
      const { browser, id } = await send(past, people, each, index);
      past.clock.set(at(each.back - 1, '02'));
      await lookAfter(past, people, each, { browser, id });
    }
  });
}

type Sent = { browser: Browser; id: number };

async function send(
  past: Past,
  people: FeedbackPeople,
  { from, nth, kind, words, contact, picture }: Told,
  index: number,
): Promise<Sent> {
  const isScanner = from === 'scanner';
  const whole = isScanner ? undefined : people[from][nth];
  const { personId, realm } = whole ?? { ...people.scanner, realm: staffRealm };
  const browser = await signIn(past, personId, realm, isScanner ? 'field' : 'portal');
  const { items } = await browser.get(feedback.mine);
  const before = items.find(({ excerpt }) => excerpt.startsWith(words.slice(0, 40)));
  if (before) return { browser, id: before.id };
  const photos = picture ? [await addPicture(browser)] : [];
  const body = { id: idOf('feedback', index), kind, words, photos, ...(contact && { contact }) };
  const { id } = isScanner
    ? await browser.get(feedback.sendFromSite, { body: { ...body, siteId: people.scanner.siteId } })
    : await browser.get(feedback.send, { body });
  return { browser, id };
}

async function lookAfter(
  past: Past,
  { organiser, administrator }: FeedbackPeople,
  { from, after = [] }: Told,
  { browser, id }: Sent,
): Promise<void> {
  if (after.length === 0) return;
  const who = from === 'participants' ? organiser : administrator;
  const staff = await signIn(past, who, staffRealm, 'console');
  const params = { id };
  for (const [nth, each] of after.entries()) {
    const requestId = idOf('feedback', id, nth);
    if ('add' in each) {
      await browser.get(feedback.add, { params, body: { id: requestId, words: each.add } });
      continue;
    }
    const { version: seen, state } = await staff.get(feedback.view, { params });
    if ('answer' in each) {
      const body = { id: requestId, words: each.answer, seen };
      await staff.get(feedback.answer, { params, body });
    } else if (state === 'new' || each.step === 'closed') {
      await staff.call(feedback.step, { params, body: { step: each.step, seen } });
    }
  }
}

/** A thermometer, drawn. */
async function addPicture(browser: Browser): Promise<string> {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="640" height="480">
    <rect width="640" height="480" fill="#d9dee6"/><rect x="170" y="120" width="300" height="240" rx="24" fill="#f8fafc"/>
    <rect x="200" y="160" width="240" height="110" rx="8" fill="#20303c"/>
    <text x="320" y="240" font-size="72" font-family="monospace" text-anchor="middle" fill="#9be3b0">35.0</text></svg>`;
  const data = await sharp(Buffer.from(svg)).jpeg({ quality: 70 }).toBuffer();
  const file = { name: 'sample.jpg', mime: 'image/jpeg', data };
  return (await browser.get(feedback.addPhoto, { file })).id;
}
