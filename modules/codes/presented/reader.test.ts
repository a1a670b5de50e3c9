import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { readPresentation } from '../../../credential/presentation.ts';
import { reporter } from '../../../server/testing/expedition.ts';
import { type Kit, startOfTests } from '../../../server/testing/kit.ts';
import { fetchKeyring, type Phone, phoneOf } from '../../../server/testing/phones.ts';
import { startRookeryKit } from '../../../server/testing/rookery.ts';
import { rotateKeys } from '../signing-keys/actions.ts';
import { readCode } from './reader.ts';

let kit: Kit;
let phone: Phone;

beforeAll(async () => {
  const { programme, ...rest } = await startRookeryKit();
  kit = rest.kit;
  const resident = await reporter(kit, programme, { name: '王小明' });
  await resident.send('checkup', { temperature: 38, limping: false });
  phone = await phoneOf(kit, resident.person);
});
beforeEach(() => kit.clock.set(startOfTests));
afterAll(() => kit.close());

it('reads what the scanner’s phone reads, however many come at one moment', async () => {
  const good = await phone.show();
  const forged = `${good.slice(0, -2)}${good.endsWith('00') ? '10' : '00'}`;
  const texts = Array.from({ length: 50 }, () => [good, forged, 'AX1:', 'https://example.org']);
  const keyring = await fetchKeyring(await kit.as(null));
  const read = await Promise.all(texts.flat().map((text) => readCode(kit.platform)(text)));
  const wanted = await Promise.all(texts.flat().map((text) => readPresentation(text, keyring)));
  expect(read).toEqual(wanted);
  expect(read.slice(0, 4)).toMatchObject([
    { credential: { maskedName: '王*明' } },
    'forged_presentation',
    'damaged',
    'not_ours',
  ]);
});

it('knows a new key from the moment at which it signs', async () => {
  await readCode(kit.platform)(await phone.show());
  kit.clock.set(new Date(Date.parse(startOfTests) + 1000));
  await rotateKeys(kit.platform, { withdraw: true });
  expect(await readCode(kit.platform)(await phone.show())).toMatchObject({
    credential: { maskedName: '王*明' },
  });
});
