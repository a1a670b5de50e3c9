import { beforeAll, expect, it } from 'vitest';
import { readPresentation } from './presentation.ts';
import { issuePrinted, readPrinted } from './printed.ts';
import { codeOf, type Issuer, makeIssuer, makePhone, now } from './testing/makers.ts';

let issuer: Issuer;
const code = { reference: new Uint8Array(16).fill(7), programme: 'penguins', issued: now };

beforeAll(async () => {
  issuer = await makeIssuer();
});

it('says where to look, and nothing of the person', async () => {
  expect(await readPrinted(await issuePrinted(code, issuer.key), issuer.keyring)).toEqual(code);
});

it('is told apart from what another made, and from a code on a phone', async () => {
  const [text, other] = [await issuePrinted(code, issuer.key), await makeIssuer()];
  expect(await readPrinted(text, other.keyring)).toBe('unknown_key');
  const forged = await issuePrinted(code, { ...other.key, id: issuer.key.id });
  expect(await readPrinted(forged, issuer.keyring)).toBe('forged_credential');
  expect(await readPrinted(text.slice(0, -3), issuer.keyring)).toBe('damaged');
  expect(await readPrinted(await codeOf(issuer, await makePhone()), issuer.keyring)).toBe(
    'not_ours',
  );
  expect(await readPresentation(text, issuer.keyring)).toBe('not_ours');
  expect(await readPresentation(text.replace('AXP:', 'AX1:'), issuer.keyring)).toBe('damaged');
});
