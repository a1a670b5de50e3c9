import { randomUUID } from 'node:crypto';
import { dayOf } from '../../forms/days.ts';
import type { Day, Values } from '../../forms/definition.ts';
import {
  createProgramme,
  type Programme,
  programmeByCode,
  withdrawPeople,
} from '../../modules/programmes/public.ts';
import { reports } from '../../modules/reports/contract.ts';
import { expedition } from '../../modules/reports/testing.ts';
import type { App, BodyOf } from '../../platform/contract.ts';
import type { Answer } from '../browser.ts';
import {
  type Cast,
  enrol,
  type GivenEntry,
  gather,
  type Participant,
  weighInDays,
} from './cast.ts';
import { type Client, type Kit, type KitParts, startKit } from './kit.ts';

/** Adds the invented programme of the reports' tests, run by the same station. */
export function startExpedition(kit: Kit, cast: Cast): Promise<Programme> {
  return kit.platform.transaction(null, (tx) =>
    createProgramme(tx, {
      content: expedition,
      code: 'expedition',
      place: { id: cast.places.station.id },
      ...weighInDays,
    }),
  );
}

/** A kit of its own with the cast on an expedition, which most tests of reports begin with. */
export async function startExpeditionKit(
  given?: KitParts,
): Promise<{ kit: Kit; cast: Cast; expedition: Programme }> {
  const kit = await startKit(given);
  const cast = await gather(kit);
  return { kit, cast, expedition: await startExpedition(kit, cast) };
}

type Submit = BodyOf<typeof reports.submit>;
type Sent = Answer<{ id: string; version: number; slot: string; day: string; sentAt: string }>;

/** Somebody of a programme with a browser in hand. */
export type Reporter = {
  person: Participant;
  browser: Client;
  /** A second device, signed in by itself. */
  device(app?: App): Promise<Client>;
  /** Sends a report of a form in force; what is not given is that of a first report today. */
  send(form: string, values: Values, given?: Partial<Submit>, from?: Client): Promise<Sent>;
};

/** Enrols a person who has made the declaration, unless told otherwise. */
export async function reporter(
  kit: Kit,
  programme: Programme,
  given: GivenEntry = {},
  { declared = true, app = 'portal' as App } = {},
): Promise<Reporter> {
  const person = await enrol(kit, programme, given);
  return reporterOf(kit, programme, { ...person, app }, declared);
}

export async function reporterOf(
  kit: Kit,
  programme: Programme,
  person: Participant,
  declared = true,
): Promise<Reporter> {
  const { declaration } = programme.definition;
  const device = async (app: App = person.app) => {
    const browser = await kit.as({ ...person, app });
    if (declared && declaration) {
      await browser.get(reports.declaration, { body: { version: declaration.version } });
    }
    return browser;
  };
  const browser = await device();
  return {
    person,
    browser,
    device,
    async send(form, values, more = {}, from = browser) {
      const formVersionId = programme.forms.get(form)?.id ?? 1;
      const body = {
        id: randomUUID(),
        form,
        formVersionId,
        day: dayOf(kit.clock.now(), programme.definition.zone),
        basedOn: 0,
        values,
        ...more,
      };
      return from.call(reports.submit, { body });
    },
  };
}

/** Withdraws somebody from a day on. */
export async function withdraw(kit: Kit, person: Participant, day: Day): Promise<void> {
  const programme = await programmeByCode(kit.platform, person.realm);
  await kit.platform.transaction(null, (tx) =>
    withdrawPeople(tx, programme, [person.enrolmentId], day),
  );
}
