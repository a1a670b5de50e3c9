import fc from 'fast-check';
import QRCode from 'qrcode';
import { beforeAll, describe, expect, it } from 'vitest';
import { fromBase45, toBase45 } from './base45.ts';
import { issueCredential, longestName, longestProgramme } from './credential.ts';
import {
  type Presentation,
  prefix,
  present,
  readPresentation,
  readShown,
  VerifiedCredentials,
} from './presentation.ts';
import { readingProblems } from './problems.ts';
import {
  codeOf,
  credentialFor,
  type Issuer,
  makeIssuer,
  makePhone,
  now,
  type Phone,
} from './testing/makers.ts';

let issuer: Issuer;
let phone: Phone;

beforeAll(async () => {
  [issuer, phone] = await Promise.all([makeIssuer(), makePhone()]);
});

const read = (text: string, verified?: VerifiedCredentials) =>
  readPresentation(text, issuer.keyring, verified);

describe('a code', () => {
  it('says what the server issued, and when the phone showed it', async () => {
    const credential = credentialFor(phone, { colour: 'orange', maskedName: '欧阳*', version: 7 });
    const issued = await issueCredential(credential, issuer.key);
    const text = await present(issued, { moment: now + 0.9, clockAhead: -75.4 }, phone.privateKey);
    expect(await read(text)).toEqual({ credential, moment: now, clockAhead: -75 });
  });

  it('gives back any credential', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.record({
          reference: fc
            .uint8Array({ minLength: 16, maxLength: 16 })
            .map((each) => new Uint8Array(each)),
          version: fc.nat(),
          programme: fc.stringMatching(/^[a-z][a-z0-9-]{0,39}$/),
          colour: fc.constantFrom('grey', 'green', 'yellow', 'orange', 'red'),
          maskedName: fc.string({ unit: 'grapheme', maxLength: 8 }),
          issued: fc.nat(),
        }),
        async (any) => {
          const credential = credentialFor(phone, { ...any, expires: any.issued + 60 } as never);
          const issued = await issueCredential(credential, issuer.key);
          const text = await present(issued, { moment: now, clockAhead: 0 }, phone.privateKey);
          expect(((await read(text)) as Presentation).credential).toEqual(credential);
        },
      ),
      { numRuns: 50 },
    );
  });

  it('fits into version 15 at level M with the longest name, and is smaller with a usual one', async () => {
    const usual = QRCode.create(await codeOf(issuer, phone), { errorCorrectionLevel: 'M' });
    expect(usual.version).toBeLessThanOrEqual(12);
    const longest = await codeOf(issuer, phone, {
      maskedName: '名'.repeat(longestName / 3),
      programme: 'p'.repeat(longestProgramme),
      version: 0xffffffff,
      clockAhead: -1e12,
    });
    const { version, segments } = QRCode.create(longest, { errorCorrectionLevel: 'M' });
    expect(version).toBeLessThanOrEqual(15);
    expect(segments).toHaveLength(1);
  });

  it('ends a name that is too long with an ellipsis, between two letters', async () => {
    const text = await codeOf(issuer, phone, { maskedName: '𠮷'.repeat(40) });
    const { credential } = (await read(text)) as Presentation;
    expect(credential.maskedName).toBe(`${'𠮷'.repeat(14)}…`);
  });
});

describe('a code that is not good', () => {
  it.each(['', 'https://example.org/', 'HC1:6BF', 'ax1:00'])('%j is not ours', async (text) => {
    expect(await read(text)).toBe('not_ours');
  });

  it('is damaged where something is missing, added or too long', async () => {
    const text = await codeOf(issuer, phone);
    for (const wrong of [prefix, text.slice(0, -3), `${text}00`, prefix + '0'.repeat(1e6)]) {
      expect(await read(wrong)).toBe('damaged');
    }
  });

  it('of another server names a key that is not known', async () => {
    expect(await codeOf(await makeIssuer(), phone).then((text) => read(text))).toBe('unknown_key');
  });

  it('is forged where another signed under the name of the server’s key; no other key is tried', async () => {
    const other = await makeIssuer();
    const forger = { ...other, key: { ...other.key, id: issuer.key.id } };
    const both = new Map([...other.keyring, ...issuer.keyring]);
    expect(await readPresentation(await codeOf(forger, phone), both)).toBe('forged_credential');
  });

  it('is forged where another phone shows the credential', async () => {
    const { privateKey } = await makePhone();
    const text = await codeOf(issuer, { ...phone, privateKey });
    expect(await read(text)).toBe('forged_presentation');
  });

  it('is found out, too, where the credential was verified before', async () => {
    const verified = new VerifiedCredentials(10);
    const issued = await issueCredential(credentialFor(phone), issuer.key);
    const { privateKey } = await makePhone();
    const [good, forged] = await Promise.all(
      [phone.privateKey, privateKey].map((key) =>
        present(issued, { moment: now, clockAhead: 0 }, key),
      ),
    );
    expect(typeof (await read(good as string, verified))).toBe('object');
    expect(await read(forged as string, verified)).toBe('forged_presentation');
    expect(typeof (await read(good as string, verified))).toBe('object');
    // A key that was withdrawn verifies nothing any more.
    expect(await readPresentation(good as string, new Map(), verified)).toBe('unknown_key');
  });
});

it('has the same reference at every moment, and another one than all others', async () => {
  const credential = await issueCredential(credentialFor(phone), issuer.key);
  const shown = (moment: number) =>
    present(credential, { moment, clockAhead: 0 }, phone.privateKey);
  const [first, again, second] = await Promise.all([shown(now), shown(now), shown(now + 30)]);
  expect(first).not.toBe(again);
  expect(readShown(first)).toEqual(readShown(again));
  expect(readShown(second)).toEqual({ ...readShown(first), moment: now + 30 });
  const other = readShown(await codeOf(issuer, phone));
  expect(other?.reference).not.toEqual(readShown(first)?.reference);
  expect(readShown('Pip')).toBe(null);
});

describe('any input', () => {
  const problems = Object.keys(readingProblems);

  it('gives a named problem, and nothing is thrown', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          fc.string(),
          fc.uint8Array({ maxLength: 400 }).map((bytes) => prefix + toBase45(bytes)),
          fc.string().map((text) => prefix + text),
        ),
        async (text) => {
          expect(problems).toContain(await read(text));
        },
      ),
      { numRuns: 500 },
    );
  });

  it('with any bit turned or any end cut off is never taken', async () => {
    const text = await codeOf(issuer, phone);
    const bytes = fromBase45(text.slice(prefix.length));
    for (let bit = 0; bit < bytes.length * 8; bit += 1) {
      const turned = bytes.slice();
      turned[bit >> 3] = (turned[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(problems).toContain(await read(prefix + toBase45(turned)));
    }
    for (let length = 0; length < bytes.length; length += 1) {
      expect(problems).toContain(await read(prefix + toBase45(bytes.subarray(0, length))));
    }
  });
});

it('remembers no more credentials than it may', async () => {
  let asked = 0;
  const counting = {
    has: (id: string) => issuer.keyring.has(id),
    get: (id: string) => {
      asked += 1;
      return issuer.keyring.get(id);
    },
  } as never;
  const verified = new VerifiedCredentials(2);
  const texts = [
    await codeOf(issuer, phone),
    await codeOf(issuer, phone),
    await codeOf(issuer, phone),
  ];
  const readAll = async () => {
    for (const text of texts) await readPresentation(text, counting, verified);
  };
  await readAll();
  await readPresentation(texts[2] as string, counting, verified);
  expect(asked).toBe(3);
  await readPresentation(texts[0] as string, counting, verified);
  expect(asked).toBe(4);
});
