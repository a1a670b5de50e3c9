import { addDays, dayOf } from '../../forms/days.ts';
import { codes } from '../../modules/codes/contract.ts';
import { staffRealm } from '../../modules/people/public.ts';
import { programmes } from '../../modules/programmes/contract.ts';
import type { Programme } from '../../modules/programmes/public.ts';
import { reports } from '../../modules/reports/contract.ts';
import { screening } from '../../modules/screening/contract.ts';
import type { Browser } from '../browser.ts';
import type { Parts } from '../compose.ts';
import { historyDays } from './history.ts';
import { idOf, inThePast, type Past, signIn } from './past.ts';
import type { Enrolled } from './region.ts';
import { demoAddress, orderWords } from './residents.ts';

/** Whose work it is to give colours, and who checks people where. */
type Workers = { officers: [string, string]; scanner: { personId: string; siteId: number } };

type World = Past & {
  programme: Programme;
  workers: Workers;
  browsers: Map<string, Browser>;
  versionId: number;
};

/** Lets the residents live through the past days: they report, are checked, and a few get a colour by hand. */
export async function liveAsResidents(
  parts: Parts,
  programme: Programme,
  workers: Workers,
  residents: Enrolled[],
): Promise<void> {
  await inThePast(parts, async (past) => {
    const today = dayOf(parts.clock.now(), programme.definition.zone);
    const at = (back: number, hour: string) =>
      back === 0 ? parts.clock.now() : `${addDays(today, -back)}T${hour}:00:00Z`;
    past.clock.set(at(historyDays, '02'));
    const browsers = new Map<string, Browser>();
    for (const { personId } of residents) {
      browsers.set(personId, await signIn(past, personId, programme.realm, 'portal'));
    }
    const [anybody] = browsers.values();
    const mine = await anybody?.get(programmes.mine);
    const world = {
      ...past,
      programme,
      workers,
      browsers,
      versionId: mine?.forms[0]?.versionId ?? 0,
    };
    for (let back = historyDays; back >= 0; back -= 1) {
      past.clock.set(at(back, '02'));
      await Promise.all(residents.map((each) => report(world, each, back, addDays(today, -back))));
      past.clock.set(at(back, '03'));
      await check(world, residents, back);
      past.clock.set(at(back, '04'));
      await decide(world, residents, back);
    }
  });
}

/** Where everybody lives; the server writes the names anew. */
const home = { code: '220104', zh: '', en: '' };

async function report(
  { browsers, versionId }: World,
  { personId, username, past }: Enrolled,
  back: number,
  day: string,
): Promise<void> {
  const browser = browsers.get(personId) as Browser;
  for (const [index, each] of past.reports.entries()) {
    if (each.back !== back) continue;
    const { temperature, unwell = false } = each;
    const symptoms = temperature >= 37.3 ? ['fever', 'cough'] : ['cough'];
    await browser.get(reports.submit, {
      body: {
        ...{ id: idOf('report', username, index), form: 'personal', formVersionId: versionId },
        ...{ day, basedOn: 0 },
        values: {
          ...{ unwell, temperature, ...(unwell && { symptoms }) },
          homeRegion: home,
          address: demoAddress,
        },
      },
    });
  }
}

async function check(world: World, residents: Enrolled[], back: number): Promise<void> {
  const due = residents.flatMap((each) =>
    (each.past.checks ?? []).flatMap((one, index) =>
      one.back === back ? [{ ...each, index, temperature: one.temperature }] : [],
    ),
  );
  if (due.length === 0) return;
  const { personId, siteId } = world.workers.scanner;
  const scanner = await signIn(world, personId, staffRealm, 'field');
  for (const { username, document, index, temperature } of due) {
    const [kind, number] = document.split(' ') as ['prc_id', string];
    const body = { siteId, way: { identity: { kind, number } } };
    const { colour } = await scanner.get(screening.look, { body });
    const id = idOf('check', username, index);
    const checkedAt = world.clock.now().toISOString();
    await scanner.get(screening.check, {
      body: { ...body, id, temperature, checkedAt, shown: colour },
    });
  }
}

/** One officer proposes, the other approves; and who disagrees says so. */
async function decide(world: World, residents: Enrolled[], back: number): Promise<void> {
  const [one, other] = world.workers.officers;
  for (const { personId, enrolmentId, past } of residents) {
    if (past.order?.back === back) {
      const { rule, waiting } = past.order;
      const proposer = await signIn(world, one, staffRealm, 'console');
      const body = { enrolmentId, rule, ...orderWords[rule] };
      const { status, body: proposed } = await proposer.call(codes.proposeOrder, { body });
      if (status === 200 && !waiting) {
        const approver = await signIn(world, other, staffRealm, 'console');
        await approver.get(codes.approveOrder, { params: { id: proposed.id } });
      }
    }
    if (past.appeal?.back === back) {
      const browser = world.browsers.get(personId) as Browser;
      const { entry } = await browser.get(codes.ownAppeals);
      const { words } = past.appeal;
      if (entry !== null) await browser.get(codes.appeal, { body: { entry, words } });
    }
  }
}
