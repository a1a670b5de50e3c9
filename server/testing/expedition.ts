import { randomUUID } from 'node:crypto';
import type { Values } from '../../forms/definition.ts';
import {
  createProgramme,
  type EnrolmentChange,
  type EnrolmentTable,
  enrolmentOf,
  enrolmentsChanged,
  type Programme,
  type RosterEntry,
} from '../../modules/programmes/public.ts';
import { reports } from '../../modules/reports/contract.ts';
import { expedition } from '../../modules/reports/testing.ts';
import type { App, BodyOf } from '../../platform/contract.ts';
import type { Answer } from '../browser.ts';
import { type Cast, enrol, type Participant, weighInDays } from './cast.ts';
import type { Client, Kit } from './kit.ts';

/** Adds the invented programme of the reports' tests, run by the same station. */
export function startExpedition(kit: Kit, cast: Cast): Promise<Programme> {
  return kit.platform.transaction(null, (tx) =>
    createProgramme(tx, {
      template: expedition,
      code: 'expedition',
      place: { id: cast.places.station.id },
      ...weighInDays,
    }),
  );
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
  given: Partial<RosterEntry> = {},
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
      const { today } = await browser.get(reports.overview);
      const formVersionId = programme.forms.get(form)?.id ?? 1;
      const body = {
        id: randomUUID(),
        form,
        formVersionId,
        day: today,
        basedOn: 0,
        values,
        ...more,
      };
      return from.call(reports.submit, { body });
    },
  };
}

/** As the roster's own withdrawal does: written first, then said as it stands. */
export function withdraw(kit: Kit, person: Participant, day: string): Promise<void> {
  return kit.platform.transaction(null, async (tx) => {
    const known = await enrolmentOf(kit.platform, person.personId, person.realm);
    const row = await tx.db
      .withTables<{ enrolments: EnrolmentTable }>()
      .updateTable('enrolments')
      .set({ withdrawn_on: day })
      .where('id', '=', person.enrolmentId)
      .returningAll()
      .executeTakeFirstOrThrow();
    if (!known) return;
    const change: EnrolmentChange = {
      ...known,
      placeId: row.place_id,
      group: row.group_code,
      attributes: row.attributes,
      startsOn: row.starts_on,
      endsOn: row.ends_on,
      withdrawnOn: day,
      before: known,
    };
    await tx.emit(enrolmentsChanged, [change]);
  });
}
