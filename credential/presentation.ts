import { fromBase45, toBase45 } from './base45.ts';
import { asBytes, asNumber, type Bytes, listFromCbor, toCbor } from './cbor.ts';
import { isSignedBy, parseSigned, sign, type Verify, verifyWithWebCrypto } from './cose.ts';
import { type Credential, openCredential, referenceIn } from './credential.ts';
import { type Keyring, keyIdText } from './keyring.ts';
import { importPoint } from './p256.ts';
import { orProblem, type ReadingProblem, UnreadableCode } from './problems.ts';

/** What a phone shows: its credential, signed together with the moment at which it is shown. */
export type Presentation = {
  credential: Credential;
  /** When it was signed, in the server's time as far as the phone knows it; seconds since 1970. */
  moment: number;
  /** How far the phone's own clock was ahead of `moment`, in seconds. */
  clockAhead: number;
};

/** By it a code is told from those of others; every letter is one that Base45 has as well. */
export const prefix = 'AX1:';

/** A longer text is not taken apart: that of a code of version 15 at level M is no longer. */
export const longestText = 600;

/** The year 2106. */
const lastMoment = 0xffffffff;

/** No clock is further off than a hundred years. */
const mostAhead = 100 * 366 * 86_400;

/** Signs with the phone's key, and gives the text of the code. */
export async function present(
  credential: Bytes,
  { moment, clockAhead }: Pick<Presentation, 'moment' | 'clockAhead'>,
  privateKey: CryptoKey,
): Promise<string> {
  const ahead = Math.max(-mostAhead, Math.min(mostAhead, Math.round(clockAhead)));
  const payload = toCbor([credential, Math.floor(moment), ahead]);
  return prefix + toBase45(await sign('presentation', payload, { privateKey }));
}

type Opened = { credential: Credential; keyId: string; deviceKey: CryptoKey };

/** How keys of phones are made of points, and signatures verified. */
export type Curve = { keyOf: typeof importPoint; verify: Verify };

/** Credentials that were verified before, by their bytes; no more than so many. */
export class VerifiedCredentials {
  readonly #opened = new Map<string, Opened>();
  readonly #most: number;
  readonly curve: Curve;

  /** Where something is faster at the curve's arithmetic than what browsers have, it is given. */
  constructor(most: number, curve: Curve = { keyOf: importPoint, verify: verifyWithWebCrypto }) {
    this.#most = most;
    this.curve = curve;
  }

  /** Verifies a credential, unless it was verified before, by a key that still counts. */
  async open(bytes: Bytes, keyring: Keyring): Promise<Opened> {
    const name = String.fromCharCode(...bytes);
    const known = this.#opened.get(name);
    if (known && keyring.has(known.keyId)) return known;
    const { credential, keyId } = await openCredential(bytes, keyring, this.curve.verify);
    const deviceKey = await this.curve.keyOf(credential.deviceKey);
    const opened = { credential, keyId: keyIdText(keyId), deviceKey };
    this.#opened.delete(name);
    this.#opened.set(name, opened);
    for (const oldest of this.#opened.keys()) {
      if (this.#opened.size <= this.#most) break;
      this.#opened.delete(oldest);
    }
    return opened;
  }
}

/** A code as it is shown at a moment: however often a phone signs it then, it is the same one. */
export type Shown = {
  /** Under which the credential was issued: what stays the same of a code from moment to moment. */
  reference: Bytes;
  moment: number;
};

/** What a text shows; null where it is no code. Verifies nothing. */
export function readShown(text: string): Shown | null {
  try {
    const { payload } = parseSigned(bytesOf(text), 'phone');
    const [credential, moment] = listFromCbor(payload, 3);
    return {
      reference: referenceIn(asBytes(credential)),
      moment: asNumber(moment, 0, lastMoment),
    };
  } catch {
    return null;
  }
}

/**
 * Takes a code apart and verifies both signatures. Gives the problem for any text that is not a whole code with
 * good signatures, and never throws. Says nothing of times and colours: see `judge.ts`.
 */
export function readPresentation(
  text: string,
  keyring: Keyring,
  verified = new VerifiedCredentials(1),
): Promise<Presentation | ReadingProblem> {
  return orProblem(async () => {
    const signed = parseSigned(bytesOf(text), 'phone');
    const [credential, moment, ahead] = listFromCbor(signed.payload, 3);
    const presented = {
      moment: asNumber(moment, 0, lastMoment),
      clockAhead: asNumber(ahead, -mostAhead, mostAhead),
    };
    const opened = await verified.open(asBytes(credential), keyring);
    const { verify } = verified.curve;
    if (!(await isSignedBy('presentation', signed, opened.deviceKey, verify))) {
      throw new UnreadableCode('forged_presentation');
    }
    return { credential: opened.credential, ...presented };
  });
}

function bytesOf(text: string): Bytes {
  if (!text.startsWith(prefix)) throw new UnreadableCode('not_ours');
  if (text.length > longestText) throw new UnreadableCode('damaged');
  return fromBase45(text.slice(prefix.length));
}
