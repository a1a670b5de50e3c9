import sharp from 'sharp';
import { addDays, dayOf } from '../../forms/days.ts';
import type { Values } from '../../forms/definition.ts';
import { openSession, staffRealm } from '../../modules/people/public.ts';
import { programmes } from '../../modules/programmes/contract.ts';
import { reports } from '../../modules/reports/contract.ts';
import { type Browser, browserOf } from '../browser.ts';
import type { Parts } from '../compose.ts';
import { followUpAlerts } from './follow-up.ts';
import { inThePast } from './past.ts';
import { type DemoPerson, dice } from './people.ts';

export type Enrolled = DemoPerson & { personId: string };

type Form = { versionId: number; definition: { code: string } };

/** How far back a demo's past goes. */
export const historyDays = 16;

/** The programme that is lived in, and the staff who look after its alerts. */
type Stage = { programmeId: number; realm: string; zone: string; staff: string[] };

/**
 * Lets the invented people live through the past days: each one's requests go the way of real ones,
 * under a clock that is set to each day in turn.
 */
export async function liveThroughDays(
  parts: Parts,
  { programmeId, realm, zone, staff }: Stage,
  people: Enrolled[],
): Promise<void> {
  const today = dayOf(parts.clock.now(), zone);
  const active = people.filter(({ diligence }) => diligence > 0);
  const morning = (back: number) => `${addDays(today, -back)}T02:00:00Z`;
  await inThePast(parts, async ({ clock, platform, server }) => {
    clock.set(morning(historyDays));
    const signedIn = await Promise.all(
      active.map(async (person) => {
        const session = { personId: person.personId, realm, app: 'portal' as const };
        const browser = browserOf(server, session, (await openSession(platform, session)).token);
        await browser.get(reports.declaration, { body: { version: 1 } });
        // Dice of one's own: requests end in any order, and the demo is to be the same each time.
        return { person, browser, roll: diceOf(person) };
      }),
    );
    const forms = await formsOf(signedIn[0]?.browser);
    const atWork = { realm: staffRealm, app: 'console' as const };
    // A session of the console does not last until the next day.
    const signInStaff = () =>
      Promise.all(
        staff.map(async (personId) => {
          const { token } = await openSession(platform, { personId, ...atWork });
          return browserOf(server, atWork, token);
        }),
      );
    for (let back = historyDays; back >= 0; back -= 1) {
      const day = addDays(today, -back);
      // Today's demo starts with some still to report, whatever the hour.
      clock.set(back === 0 ? parts.clock.now() : morning(back));
      await Promise.all(
        signedIn.map(async ({ person, browser, roll }) => {
          await itineraries(browser, forms, person, today, back, roll);
          const { days } = person;
          const isMissed = days
            ? days.missed.includes(back)
            : roll() > person.diligence * (back === 0 ? 0.7 : 1);
          if (isMissed) return;
          const values = days ? namedValues(days.fever.includes(back), roll) : dailyValues(roll);
          await send(browser, forms, 'daily', day, values);
          // Some think better of a fever; that it was reported stays.
          if (back !== 1 || days || values.fever !== true || roll() < 0.5) return;
          const mended = { ...values, temperature: 36.6, fever: false };
          await send(browser, forms, 'daily', day, mended, 1);
        }),
      );
      await followUpAlerts(await signInStaff(), programmeId, day);
    }
  });
}

async function formsOf(browser: Browser | undefined): Promise<Map<string, Form>> {
  const mine = await browser?.get(programmes.mine);
  return new Map(mine?.forms.map((form) => [form.definition.code, form]));
}

/** Neighbouring seeds would roll alike at first, and card numbers are neighbours. */
function diceOf({ card }: DemoPerson): () => number {
  return dice(Math.imul(Number(card), 2_654_435_761));
}

async function send(
  browser: Browser,
  forms: Map<string, Form>,
  code: string,
  day: string,
  values: Values,
  basedOn = 0,
): Promise<void> {
  const form = forms.get(code);
  if (!form) return;
  // A person from abroad whose days have not begun is told so; the demo goes on without that report.
  await browser.call(reports.submit, {
    body: {
      id: crypto.randomUUID(),
      form: code,
      formVersionId: form.versionId,
      day,
      basedOn,
      values,
    },
  });
}

const symptoms = ['cough', 'soreThroat', 'fatigue', 'vomitingOrDiarrhoea', 'lossOfSmellOrTaste'];

function dailyValues(roll: () => number): Values {
  const ill = roll() < 0.02;
  const temperature = Math.round((ill ? 37.2 + roll() * 1.4 : 36.1 + roll() * 0.8) * 10) / 10;
  const answers = Object.fromEntries(symptoms.map((code) => [code, ill && roll() < 0.4]));
  return {
    temperature,
    fever: temperature >= 37.3,
    ...answers,
    sawDoctor: ill && roll() < 0.3,
    tookMedicine: false,
    contactWithCase: roll() < 0.003,
    other: false,
  };
}

/** Of somebody who is named on `/demo`: well, but for a fever on certain days. */
function namedValues(hasFever: boolean, roll: () => number): Values {
  const temperature = hasFever ? 38.2 : Math.round((36.2 + roll() * 0.6) * 10) / 10;
  const well = Object.fromEntries(symptoms.map((code) => [code, false]));
  const never = { sawDoctor: false, tookMedicine: false, contactWithCase: false, other: false };
  return { temperature, fever: hasFever, ...well, cough: hasFever, ...never };
}

/** Planned on the first day; actual, vaccination and laboratory result on the day of entry. */
async function itineraries(
  browser: Browser,
  forms: Map<string, Form>,
  person: Enrolled,
  today: string,
  back: number,
  roll: () => number,
): Promise<void> {
  if (person.entryIn === undefined) return;
  const entry = addDays(today, person.entryIn);
  const day = addDays(today, -back);
  const departure = addDays(entry, 24);
  const flight = `CA${100 + Math.floor(roll() * 800)}`;
  if (back === historyDays) {
    await send(browser, forms, 'planned-itinerary', day, {
      entryFlight: flight,
      boardingAt: `${addDays(entry, -1)}T12:30:00Z`,
      entryDate: entry,
      departureDate: departure,
    });
  }
  if (day !== entry) return;
  await send(browser, forms, 'actual-itinerary', day, {
    entryDate: entry,
    entryFlight: flight,
    entrySeat: `${10 + Math.floor(roll() * 40)}${'ABCDEF'[Math.floor(roll() * 6)]}`,
    departureDate: departure,
  });
  if (roll() < 0.6) await results(browser, forms, entry, day, roll);
}

async function results(
  browser: Browser,
  forms: Map<string, Form>,
  entry: string,
  day: string,
  roll: () => number,
): Promise<void> {
  const untested = roll() < 0.1;
  const photo = async (title: string) =>
    (await browser.get(reports.addPhoto, { file: await paper(title) })).id;
  await send(browser, forms, 'vaccination', day, {
    record: [await photo('VACCINATION RECORD')],
    doses: [
      { vaccine: 'sinopharm-beijing', date: addDays(entry, -200) },
      { vaccine: 'sinopharm-beijing', date: addDays(entry, -170) },
    ],
  });
  await send(browser, forms, 'laboratory', day, {
    result: untested ? 'untested' : roll() < 0.04 ? 'positive' : 'negative',
    ...(!untested && {
      sampledAt: `${addDays(entry, -2)}T09:00:00Z`,
      laboratory: 'Sample Laboratory',
      report: [await photo('LABORATORY REPORT')],
    }),
    declaration: true,
  });
}

const papers = new Map<string, ReturnType<typeof drawPaper>>();

/** A sheet of paper that plainly is a sample. To draw it takes longer than to send it, so it is drawn once. */
function paper(title: string) {
  const drawn = papers.get(title) ?? drawPaper(title);
  papers.set(title, drawn);
  return drawn;
}

async function drawPaper(title: string) {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="600" height="800">
    <rect width="600" height="800" fill="#f7f5ef"/>
    <text x="300" y="120" font-size="36" text-anchor="middle" font-family="sans-serif">${title}</text>
    <text x="300" y="420" font-size="110" text-anchor="middle" font-family="sans-serif" fill="#c9c2b0" transform="rotate(-30 300 400)">SAMPLE</text>
  </svg>`;
  const data = await sharp(Buffer.from(svg)).jpeg({ quality: 60 }).toBuffer();
  return { name: 'sample.jpg', mime: 'image/jpeg', data };
}
