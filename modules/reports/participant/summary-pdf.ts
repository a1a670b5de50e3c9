import { readFile } from 'node:fs/promises';
import { dayOf } from '../../../forms/days.ts';
import type { Field, FormDefinition, Lang, Text } from '../../../forms/definition.ts';
import { wordsOf } from '../../../forms/fields/registry.ts';
import { labelledIdentifiers } from '../../../forms/sign-in.ts';
import { visibleFields } from '../../../forms/visibility.ts';
import { shortInstant } from '../../../forms/wall-time.ts';
import {
  facts,
  heading,
  makePdf,
  type PdfBlock,
  type PdfPicture,
  paragraph,
  pictures,
  table,
} from '../../../platform/pdf.ts';
import { thumbnail } from '../../../platform/pictures.ts';
import type { Platform } from '../../../platform/platform.ts';
import { getOrNotFound } from '../../../platform/problems.ts';
import { placeScope, type SelfScope } from '../../../platform/scope.ts';
import { type FormVersion, formVersion, withIdentifiers } from '../../programmes/public.ts';
import { decryptValues } from '../encryption.ts';
import { photosIn } from '../photos/rules.ts';
import { findPerson } from '../staff/queries.ts';
import { type PaperWording, paperWording } from '../words.ts';
import { listReports, type ReportRow } from './queries.ts';
import { type Enrolled, requireEnrolment } from './require-enrolment.ts';

const words = {
  title: { zh: '个人健康信息汇总报告', en: 'Summary of personal health information' },
  name: { zh: '姓名', en: 'Name' },
  group: { zh: '人员类别', en: 'Group' },
  place: { zh: '所属机构', en: 'Organisation' },
  made: { zh: '生成时间', en: 'Made on' },
  day: { zh: '日期', en: 'Day' },
  sent: { zh: '提交时间', en: 'Sent' },
  answeredYes: { zh: '选“是”的项目', en: 'Answered yes' },
  none: { zh: '无', en: 'None' },
  remarks: { zh: '其他内容', en: 'Other entries' },
  nothing: { zh: '还没有填报过任何内容。', en: 'Nothing has been reported yet.' },
  notGiven: { zh: '未填', en: 'Not answered' },
  incomplete: { zh: '（待补充）', en: ' (incomplete)' },
} satisfies Record<string, Text>;

/** Photos beyond this many are only counted: each one has to be drawn. */
const maxPhotos = 40;

/** All that a person has reported, as a PDF (SPEC G4.9), and what the file is called. */
export async function summaryPdf(
  platform: Platform,
  self: SelfScope,
  lang: Lang,
): Promise<{ name: string; file: Buffer }> {
  const enrolled = await requireEnrolment(platform, self);
  const { definition } = enrolled.programme;
  const rows = await openRows(platform, await listReports(platform.db, enrolled.facts.enrolmentId));
  const wording = paperWording(lang, definition.zone);
  const made = shortInstant(enrolled.now, definition.zone);
  const blocks: PdfBlock[] = [await personFacts(platform, enrolled, lang)];
  if (rows.length === 0) blocks.push(paragraph(words.nothing[lang]));
  const photos = await photosOf(platform, rows);
  for (const form of formsIn(enrolled, rows)) {
    const sent = rows.filter((row) => row.form === form.form);
    blocks.push(heading(form.definition.title[lang]));
    if (form.policy.slots === 'daily') blocks.push(await dailyTable(platform, form, sent, wording));
    else
      for (const row of sent) blocks.push(...(await reportBlocks(platform, row, wording, photos)));
  }
  const file = await makePdf({
    language: lang === 'zh' ? 'zh-CN' : 'en',
    title: words.title[lang],
    subtitle: definition.name[lang],
    accent: definition.brand?.colour,
    made: { at: enrolled.now, line: `${words.made[lang]} ${made}` },
    blocks,
  });
  // Whoever takes part in several programmes, or downloads again, can tell the files apart.
  const parts = [
    words.title[lang],
    definition.shortName[lang],
    dayOf(enrolled.now, definition.zone),
  ];
  return { name: `${parts.join(' ')}.pdf`, file };
}

function openRows(platform: Platform, rows: ReportRow[]): Promise<ReportRow[]> {
  return Promise.all(
    rows.map(async (row) => {
      const { definition } = await formVersion(platform, row.form_version_id);
      const owner = { definition, enrolmentId: row.enrolment_id };
      return { ...row, content: decryptValues(platform.keys, owner, row.content) };
    }),
  );
}

/** The forms that were reported, in the programme's order. */
function formsIn({ programme }: Enrolled, rows: ReportRow[]): FormVersion[] {
  const reported = new Set(rows.map(({ form }) => form));
  return [...programme.forms.values()].filter(({ form }) => reported.has(form));
}

async function personFacts(platform: Platform, enrolled: Enrolled, lang: Lang): Promise<PdfBlock> {
  const { enrolmentId, personId, placePath } = enrolled.facts;
  const { definition } = enrolled.programme;
  const ownPlace = placeScope(personId, [placePath]);
  const person = getOrNotFound(await findPerson(platform.db, ownPlace, enrolmentId));
  const group = definition.groups.find(({ code }) => code === person.group);
  const [known] = await withIdentifiers(platform, enrolled.programme, [person]);
  const identifiers = labelledIdentifiers(definition.signIn, known?.identifiers ?? []);
  return facts([
    { label: words.name[lang], value: person.name },
    ...identifiers.map(({ label, value }) => ({ label: label[lang], value })),
    { label: words.group[lang], value: group?.name[lang] ?? person.group },
    { label: words.place[lang], value: lang === 'zh' ? person.placeZh : person.placeEn },
  ]);
}

/** One line a day: figures in columns, then what was answered yes, then everything else. */
async function dailyTable(
  platform: Platform,
  form: FormVersion,
  rows: ReportRow[],
  wording: PaperWording,
): Promise<PdfBlock> {
  const { lang } = wording;
  const figures = form.definition.fields.filter(({ type }) => type === 'number');
  const columns = [
    { header: words.day[lang], share: 1.1 },
    ...figures.map(({ label }) => ({ header: label[lang], share: 1.1 })),
    { header: words.answeredYes[lang], share: 2.4 },
    { header: words.remarks[lang], share: 2 },
    { header: words.sent[lang], share: 1.5 },
  ];
  const lines = rows.map(async (row) => {
    const { definition } = await formVersion(platform, row.form_version_id);
    const yes = definition.fields.filter(
      ({ type, code }) => type === 'yesno' && row.content[code] === true,
    );
    return [
      row.day,
      ...figures.map((field) => wordsOf(field, row.content[field.code], wording)),
      yes.map(({ label }) => label[lang]).join('\n') || words.none[lang],
      remarksOf(definition, row, wording),
      shortInstant(row.sent_at, wording.zone),
    ];
  });
  return table(columns, await Promise.all(lines));
}

function remarksOf(definition: FormDefinition, row: ReportRow, wording: PaperWording): string {
  const apart: Field['type'][] = ['number', 'yesno'];
  const { lang } = wording;
  const asked = visibleFields(definition, row.content);
  return definition.fields
    .filter(({ type, code }) => !apart.includes(type) && asked.has(code))
    .map((field) => {
      const value = wordsOf(field, row.content[field.code], wording);
      return `${field.label[lang]} ${value || words.notGiven[lang]}`;
    })
    .join('\n');
}

async function reportBlocks(
  platform: Platform,
  row: ReportRow,
  wording: PaperWording,
  photos: Map<string, PdfPicture>,
): Promise<PdfBlock[]> {
  const { lang } = wording;
  const { definition } = await formVersion(platform, row.form_version_id);
  const asked = visibleFields(definition, row.content);
  const answers = definition.fields
    .filter(({ code }) => asked.has(code))
    .map((field) => ({
      label: field.label[lang],
      value: wordsOf(field, row.content[field.code], wording) || words.notGiven[lang],
    }));
  const sent = `${shortInstant(row.sent_at, wording.zone)}${row.incomplete ? words.incomplete[lang] : ''}`;
  const blocks = [facts([...answers, { label: words.sent[lang], value: sent }], 1)];
  const shown = photosIn(definition, row.content)
    .flatMap(({ ids }) => ids)
    .flatMap((id) => photos.get(id) ?? []);
  if (shown.length > 0) blocks.push(pictures(shown));
  return blocks;
}

/** The photos of these reports, small. One that cannot be read any more is left out. */
async function photosOf(platform: Platform, rows: ReportRow[]): Promise<Map<string, PdfPicture>> {
  const named = await Promise.all(
    rows.map(async (row) => {
      const { definition } = await formVersion(platform, row.form_version_id);
      return photosIn(definition, row.content).flatMap(({ ids }) => ids);
    }),
  );
  const photos = new Map<string, PdfPicture>();
  for (const id of [...new Set(named.flat())].slice(0, maxPhotos)) {
    const jpeg = await smallPhoto(platform, id).catch(() => undefined);
    if (jpeg) photos.set(id, { jpeg });
  }
  return photos;
}

async function smallPhoto(platform: Platform, id: string): Promise<Buffer> {
  const file = await platform.files.get(platform.db, id);
  const { data } = await thumbnail(await readFile(platform.files.pathOf(file)), 640);
  return data;
}
