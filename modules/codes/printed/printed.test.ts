import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { inflateSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import { readPrinted } from '../../../credential/printed.ts';
import { type Cast, enrol, type Participant } from '../../../server/testing/cast.ts';
import type { Kit } from '../../../server/testing/kit.ts';
import { fetchKeyring } from '../../../server/testing/phones.ts';
import { startRookeryKit } from '../../../server/testing/rookery.ts';
import type { Programme } from '../../programmes/public.ts';
import { codes } from '../contract.ts';
import { findByPrinted } from '../public.ts';
import { rotateKeys } from '../signing-keys/actions.ts';

let kit: Kit;
let cast: Cast;
let programme: Programme;

beforeAll(async () => {
  ({ kit, cast, programme } = await startRookeryKit());
});
afterAll(() => kit.close());

const lang = 'zh' as const;
const resident = () => enrol(kit, programme, { name: '王小明' });

/** Prints as the person, and gives what the paper says. */
async function printOwn(person: Participant): Promise<{ text: string; pdf: Buffer }> {
  const browser = await kit.as(person);
  const { status, raw, headers } = await browser.call(codes.ownPrinted, { query: { lang } });
  expect([status, headers['content-type']]).toEqual([200, 'application/pdf']);
  return { text: await textOf(person), pdf: raw };
}

async function textOf({ enrolmentId }: Participant): Promise<string> {
  const { rows } = await kit.database.pool.query<{ text: string }>(
    'select text from printed_codes where enrolment_id = $1 and revoked_at is null',
    [enrolmentId],
  );
  return rows[0]?.text ?? '';
}

const find = (text: string) => findByPrinted(kit.platform, text);

describe('a code on paper', () => {
  it('finds the person, and says nothing of them', async () => {
    const person = await resident();
    const { text } = await printOwn(person);
    expect(await find(text)).toEqual({ enrolmentId: person.enrolmentId });
    const read = await readPrinted(text, await fetchKeyring(await kit.as(null)));
    expect(Object.keys(read)).toEqual(['reference', 'programme', 'issued']);
  });

  it('is the same each time, also for several who print at once', async () => {
    const person = await resident();
    const browser = await kit.as(person);
    const query = { lang };
    await Promise.all([1, 2, 3].map(() => browser.get(codes.ownPrinted, { query })));
    const text = await textOf(person);
    await printOwn(person);
    expect(await textOf(person)).toBe(text);
  });

  it('that was lost is revoked by the person, and the next one is another', async () => {
    const person = await resident();
    const { text } = await printOwn(person);
    const browser = await kit.as(person);
    await browser.get(codes.revokeOwnPrinted);
    expect(await find(text)).toBe('revoked');
    expect((await browser.call(codes.revokeOwnPrinted)).body.code).toBe('nothing_printed');
    const next = await printOwn(person);
    expect(next.text).not.toBe(text);
    expect(await find(next.text)).toEqual({ enrolmentId: person.enrolmentId });
  });

  it('is printed and revoked by staff of the unit, which the audit trail tells', async () => {
    const person = await resident();
    const params = { enrolmentId: person.enrolmentId };
    const printBy = async (who: keyof Cast) =>
      (await kit.as(cast[who] as Participant)).call(codes.printed, { params, query: { lang } });
    expect((await printBy('olga')).status).toBe(200);
    expect((await printBy('boris')).status).toBe(404);
    expect((await printBy('rita')).status).toBe(403);
    const text = await textOf(person);
    const olga = await kit.as(cast.olga);
    await olga.get(codes.revokePrinted, { params, body: { reason: 'Found in the street' } });
    expect(await find(text)).toBe('revoked');
    const { rows } = await kit.database.pool.query(
      'select action, actor_id, reason from audit_entries where person_id = $1 order by id',
      [person.personId],
    );
    const by = { actor_id: cast.olga.personId };
    expect(rows).toEqual([
      { ...by, action: 'code.printed', reason: null },
      { ...by, action: 'code.print_revoked', reason: 'Found in the street' },
    ]);
  });

  it('of a key that was withdrawn is no good, and is printed anew', async () => {
    const person = await resident();
    const { text } = await printOwn(person);
    kit.clock.set(new Date(kit.clock.now().getTime() + 1000));
    await rotateKeys(kit.platform, { withdraw: true });
    expect(await find(text)).toBe('unknown_key');
    const { text: next } = await printOwn(person);
    expect(await find(next)).toEqual({ enrolmentId: person.enrolmentId });
  });

  it('that is not ours, or too old, is told apart', async () => {
    const { text } = await printOwn(await resident());
    expect(await find('https://example.org')).toBe('not_ours');
    expect(await find(text.slice(0, -3))).toBe('damaged');
    kit.clock.set(new Date(kit.clock.now().getTime() + 365 * 86_400_000));
    expect(await find(text)).toBe('expired');
  });

  it('is drawn on paper so that it can be read', async () => {
    const person = await resident();
    const { text, pdf } = await printOwn(person);
    expect(await readDrawing(pdf)).toBe(text);
  });
});

/** Reads the QR code from the black squares that the PDF draws. */
async function readDrawing(pdf: Buffer): Promise<string | undefined> {
  const drawn = streamsOf(pdf).join('\n');
  const squares = [...drawn.matchAll(/^([\d.]+) ([\d.]+) [\d.]+ [\d.]+ re$/gm)].map((found) => ({
    left: Number(found[1]),
    top: Number(found[2]),
  }));
  const lefts = [...new Set(squares.map(({ left }) => left))].sort((a, b) => a - b);
  const tops = [...new Set(squares.map(({ top }) => top))].sort((a, b) => a - b);
  const side = 4 * (lefts.length + 8);
  const data = new Uint8ClampedArray(side * side * 4).fill(255);
  for (const { left, top } of squares) {
    for (let y = 0; y < 4; y += 1) {
      const at = ((tops.indexOf(top) + 4) * 4 + y) * side + (lefts.indexOf(left) + 4) * 4;
      for (let x = 0; x < 4; x += 1) data.fill(0, (at + x) * 4, (at + x) * 4 + 3);
    }
  }
  const wasm = await readFile(
    fileURLToPath(import.meta.resolve('zxing-wasm/reader/zxing_reader.wasm')),
  );
  prepareZXingModule({ overrides: { wasmBinary: wasm.buffer as ArrayBuffer } });
  const [read] = await readBarcodes({ data, width: side, height: side } as ImageData, {
    formats: ['QRCode'],
  });
  return read?.text;
}

function streamsOf(pdf: Buffer): string[] {
  const text = pdf.toString('latin1');
  return [...text.matchAll(/stream\r?\n/g)].flatMap(({ index, 0: head }) => {
    const from = index + head.length;
    try {
      return [inflateSync(pdf.subarray(from, text.indexOf('endstream', from))).toString('latin1')];
    } catch {
      return [];
    }
  });
}
