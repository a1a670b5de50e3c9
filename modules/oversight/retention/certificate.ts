import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Lang, Text } from '../../../forms/definition.ts';
import { shortInstant } from '../../../forms/wall-time.ts';
import type { Keys } from '../../../platform/crypto.ts';
import { facts, heading, makePdf, paragraph, table } from '../../../platform/pdf.ts';
import type { Programme } from '../../programmes/public.ts';
import type { Preview } from './contract.ts';
import { tableNames } from './contract-tables.ts';
import type { CertificateRow, RunRow } from './queries.ts';
import { dueOn, sha256 } from './rules.ts';

/** What a certificate says: counts, hashes, times and who did it, and nothing about anybody whose data it was. */
export type Certificate = {
  kind: 'anxing.certificate-of-deletion';
  run: string;
  programme: { id: number; code: string; name: Text };
  rule: { endsOn: string; keptDays: number; dueOn: string };
  /** By their ids; the names stand in the list of staff. */
  proposed: { by: string; at: string };
  confirmed: { by: string; at: string };
  endedAt: string;
  preview: Pick<Preview, 'people' | 'leaving' | 'staff' | 'elsewhere'> & { sha256: string };
  people: number;
  deleted: Record<string, number>;
  /** Over the ids of all rows that went, batch by batch; of ledgers over their hashes. */
  digest: string;
  /** What runs before it deleted that were stopped under way. */
  earlier?: Pick<Certificate, 'run' | 'people' | 'deleted' | 'digest' | 'endedAt'>[];
  software: string;
};

const { version } = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../../package.json'), 'utf8'),
) as { version: string };

export function certificateOf(
  run: RunRow,
  { programme, earlier, endedAt }: { programme: Programme; earlier: RunRow[]; endedAt: Date },
): string {
  const { preview, previewHash, confirmedAt, confirmedById, endsOn, keptDays } = run;
  if (!preview || !previewHash || !confirmedAt || !confirmedById) {
    throw new Error('A run that has ended was counted and confirmed.');
  }
  const { people, leaving, staff, elsewhere } = preview;
  const certificate: Certificate = {
    kind: 'anxing.certificate-of-deletion',
    run: run.id,
    programme: {
      ...{ id: programme.id, code: programme.code },
      name: programme.definition.name,
    },
    rule: { endsOn, keptDays, dueOn: dueOn(endsOn, keptDays) },
    proposed: { by: run.proposedById, at: run.proposedAt.toISOString() },
    confirmed: { by: confirmedById, at: confirmedAt.toISOString() },
    endedAt: endedAt.toISOString(),
    preview: { people, leaving, staff, elsewhere, sha256: previewHash },
    people: run.peopleDone,
    deleted: run.deleted,
    digest: run.digest,
    ...(earlier.length > 0 && { earlier: earlier.map(stoppedRun) }),
    software: `anxing ${version}`,
  };
  return JSON.stringify(certificate, null, 2);
}

const stoppedRun = ({ id, peopleDone, deleted, digest, finishedAt }: RunRow) => ({
  ...{ run: id, people: peopleDone, deleted, digest },
  endedAt: finishedAt?.toISOString() ?? '',
});

/** What a certificate is sealed with: whoever changes the database does not have the key. */
export const sealOf = (keys: Keys, hash: string): Buffer =>
  keys.hash('oversight.certificate', hash);

export const isWhole = (keys: Keys, { content, hash, seal }: CertificateRow): boolean =>
  sha256(content) === hash && sealOf(keys, hash).equals(seal);

const words = {
  title: { zh: '删除证明', en: 'Certificate of deletion' },
  number: { zh: '编号', en: 'Number' },
  endsOn: { zh: '项目最后一天', en: 'Last day of the programme' },
  kept: { zh: '保存天数', en: 'Days kept after it' },
  due: { zh: '可删除日', en: 'May be deleted from' },
  proposed: { zh: '试算并提出', en: 'Counted and proposed' },
  confirmed: { zh: '确认并开始', en: 'Confirmed and begun' },
  ended: { zh: '完成', en: 'Completed' },
  people: { zh: '涉及人数', en: 'People concerned' },
  leaving: { zh: '完全删除的人数', en: 'People who disappeared wholly' },
  staff: { zh: '因是员工而保留', en: 'Stayed as staff' },
  elsewhere: { zh: '因其他项目而保留', en: 'Stayed because of another programme' },
  earlier: {
    zh: '此前中止的删除已删除的人数',
    en: 'People whose data earlier runs deleted that were stopped',
  },
  what: { zh: '删除内容', en: 'What was deleted' },
  rows: { zh: '条数', en: 'Rows' },
  hashes: { zh: '校验', en: 'Hashes' },
  preview: { zh: '试算结果 SHA-256', en: 'SHA-256 of the dry run' },
  digest: { zh: '已删除记录的摘要', en: 'Digest over what was deleted' },
  content: { zh: '本证明内容 SHA-256', en: 'SHA-256 of this certificate' },
  seal: { zh: '系统印记', en: 'Seal of the installation' },
  software: { zh: '软件', en: 'Software' },
  made: { zh: '打印时间', en: 'Printed on' },
  broken: {
    zh: '注意：本证明与系统印记不符，内容可能被改动。',
    en: 'Caution: this certificate does not match its seal; it may have been changed.',
  },
  copies: {
    zh: '此前保存的备份仍含这些数据，直至备份被删除。',
    en: 'Copies that were saved before still hold this data, until they are deleted.',
  },
} satisfies Record<string, Text>;

/** The certificate to print and file; `names` are those of the two who did it. */
export function certificatePdf(
  row: CertificateRow,
  {
    programme,
    names,
    lang,
    now,
    whole,
  }: {
    programme: Programme;
    names: ReadonlyMap<string, string>;
    lang: Lang;
    now: Date;
    whole: boolean;
  },
): Promise<Buffer> {
  const told = JSON.parse(row.content) as Certificate;
  const time = (at: string | Date) => shortInstant(new Date(at), programme.definition.zone);
  const by = ({ by: id, at }: Certificate['proposed']) => `${names.get(id) ?? id} · ${time(at)}`;
  const fact = (name: keyof typeof words, value: string | number) => ({
    label: words[name][lang],
    value: typeof value === 'number' ? value.toLocaleString('en') : String(value),
  });
  return makePdf({
    language: lang === 'zh' ? 'zh-CN' : 'en',
    title: words.title[lang],
    subtitle: told.programme.name[lang],
    made: { at: now, line: `${words.made[lang]} ${time(now)}` },
    blocks: [
      ...(whole ? [] : [paragraph(words.broken[lang])]),
      facts([
        fact('number', String(row.number)),
        fact('endsOn', told.rule.endsOn),
        fact('kept', told.rule.keptDays),
        fact('due', told.rule.dueOn),
        fact('proposed', by(told.proposed)),
        fact('confirmed', by(told.confirmed)),
        fact('ended', time(told.endedAt)),
        fact('people', told.people),
        ...(told.earlier ?? []).map(({ people, endedAt }) =>
          fact('earlier', `${people.toLocaleString('en')} · ${time(endedAt)}`),
        ),
        fact('leaving', told.deleted.persons ?? 0),
        fact('staff', told.preview.staff),
        fact('elsewhere', told.preview.elsewhere),
        fact('software', told.software),
      ]),
      heading(words.what[lang]),
      table(
        [
          { header: words.what[lang], share: 3 },
          { header: words.rows[lang], align: 'right' },
        ],
        Object.entries(told.deleted).map(([name, rows]) => [
          tableNames[name]?.[lang] ?? name,
          rows.toLocaleString('en'),
        ]),
      ),
      heading(words.hashes[lang]),
      facts(
        [
          fact('preview', told.preview.sha256),
          fact('digest', told.digest),
          fact('content', row.hash),
          fact('seal', row.seal.toString('hex')),
        ],
        1,
      ),
      paragraph(words.copies[lang], { quiet: true }),
    ],
  });
}

export const certificateFileName = (number: number, lang: Lang): string =>
  `${words.title[lang]} ${number}.pdf`;
