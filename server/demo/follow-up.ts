import { reports } from '../../modules/reports/contract.ts';
import type { ResponseOf } from '../../platform/contract.ts';
import type { Browser } from '../browser.ts';

type Alert = ResponseOf<typeof reports.alerts>['items'][number];

const notes = [
  '已电话联系，本人在住处休息，没有其他不适。 Reached by phone; resting, nothing else wrong.',
  '已复测体温，恢复正常。 Temperature taken again; back to normal.',
  '已由医务人员查看，观察一天后无异常。 Seen by the medical team; well after a day.',
];

/** After so many days the staff of a demo have dealt with an alert. */
const daysInCare = 3;

/** What the staff of a demo do about alerts on one day: today's stay open, older ones are looked after or closed. */
export async function followUpAlerts(
  browsers: Browser[],
  programmeId: number,
  day: string,
): Promise<void> {
  const [first] = browsers;
  if (!first) return;
  const body = { programmeId, state: 'waiting' as const, limit: 200 };
  const { items } = await first.get(reports.alerts, { body });
  for (const alert of items) {
    const browser = browsers[alert.id % browsers.length] as Browser;
    const age = (Date.parse(day) - Date.parse(alert.openedAt.slice(0, 10))) / 86_400_000;
    if (age >= daysInCare) await close(browser, alert);
    else if (age >= 1) await take(browser, alert);
  }
}

async function take(browser: Browser, { id, state }: Alert): Promise<void> {
  // Some wait a day longer, as in life.
  if (state !== 'open' || id % 4 === 0) return;
  await browser.get(reports.takeAlert, { params: { id }, body: {} });
  const note = '已联系本人，明天再问。 Reached; will ask again tomorrow.';
  if (id % 2 === 0) await browser.get(reports.noteAlert, { params: { id }, body: { note } });
}

async function close(browser: Browser, { id, keeper }: Alert): Promise<void> {
  const from = keeper ? { from: keeper.personId } : {};
  await browser.get(reports.takeAlert, { params: { id }, body: from });
  const { versions } = await browser.get(reports.alert, { params: { id } });
  const note = notes[id % notes.length] as string;
  const seen = versions[0]?.version ?? 1;
  await browser.get(reports.closeAlert, { params: { id }, body: { note, seen } });
}
