import sharp from 'sharp';
import { reports } from '../../../modules/reports/contract.ts';
import type { Reporter } from '../expedition.ts';
import type { Kit } from '../kit.ts';
import { type Context, day, ofSheet, reaches } from './context.ts';

/** What the routes of reports are tried with. */
export async function addReports(context: Context) {
  const { kit, programme, person, add } = context;
  const { part, unit } = reaches(context);
  const { enrolmentId, personId } = person.person;
  const photo = await photoOf(person);
  const ofForm = { programmeId: programme.id, form: 'daily' };
  add(reports.completion, part, { query: { ...ofForm, day } });
  add(reports.completionLevel, part, { query: { ...ofForm, day } });
  add(reports.trend, part, { query: { ...ofForm, from: day, to: day } });
  add(reports.missing, part, { body: { ...ofForm, day, kind: 'missing' } });
  add(reports.exportMissing, part, { query: { ...ofForm, ...ofSheet, day, kind: 'missing' } });
  add(reports.alerts, part, { body: { programmeId: programme.id, from: day, to: day } });
  add(reports.alertCount, part, { query: { programmeId: programme.id } });
  const alert = { params: { id: await alertOf(kit, person) } };
  add(reports.alert, unit, alert);
  add(reports.takeAlert, unit, { ...alert, body: {} });
  add(reports.returnAlert, unit, { ...alert, body: {} });
  add(reports.noteAlert, unit, { ...alert, body: { note: 'Phoned' } });
  add(reports.closeAlert, unit, { ...alert, body: { note: 'Phoned', seen: 1 } });
  add(reports.reopenAlert, unit, { ...alert, body: {} });
  add(reports.export, part, { query: { ...ofForm, ...ofSheet, from: day, to: day } });
  add(reports.remind, part, { body: ofForm });
  add(reports.person, unit, { params: { enrolmentId } });
  add(reports.personPhoto, unit, { params: { enrolmentId, id: photo } });
  add(reports.photo, { owner: personId }, { params: { id: photo } });
  add(reports.mine, 'anybody', { params: { form: 'daily' } });
  add(reports.days, 'anybody', { query: { from: day, to: day } });
  add(reports.summaryPdf, 'anybody', { query: { lang: 'en' } });
}

async function alertOf(kit: Kit, { person, send }: Reporter): Promise<number> {
  await send('daily', { temperature: 39, cough: false });
  const { rows } = await kit.database.pool.query<{ id: number }>(
    'select id from alerts where enrolment_id = $1',
    [person.enrolmentId],
  );
  return rows[0]?.id ?? 0;
}

async function photoOf({ browser, send }: Reporter): Promise<string> {
  const background = '#c9c2b0';
  const data = await sharp({ create: { width: 8, height: 8, channels: 3, background } })
    .jpeg()
    .toBuffer();
  const file = { name: 'page.jpg', mime: 'image/jpeg', data };
  const { id } = await browser.get(reports.addPhoto, { file });
  const { status } = await send('papers', { pages: [id] });
  if (status !== 200) throw new Error('The photo was not taken.');
  return id;
}
