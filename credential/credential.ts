import type { StateColour } from '../forms/state-colours.ts';
import { asBytes, asNumber, asText, type Bytes, listFromCbor, toCbor } from './cbor.ts';
import { parseSigned, sign, type Verify } from './cose.ts';
import { type Keyring, openSigned } from './keyring.ts';
import { compressedLength } from './p256.ts';
import { UnreadableCode } from './problems.ts';

/** What the server says of a person for a while, and to whose phone. Instants are seconds since 1970. */
export type Credential = {
  /** Random for each credential, so that two of them do not tell that they are the same person's. */
  reference: Bytes;
  /** Raised to recall all that were issued before. */
  version: number;
  programme: string;
  colour: StateColour;
  maskedName: string;
  issued: number;
  expires: number;
  /** The public key of the phone, as a compressed point. */
  deviceKey: Bytes;
};

export const referenceLength = 16;
/** In bytes of UTF-8: with it the code is still small enough to be read from a bad screen. */
export const longestName = 60;
export const longestProgramme = 40;
/** The year 2106. */
const lastInstant = 0xffffffff;

/** How a layout that differs would begin. */
const layout = 1;

/** Colours by number; a number never changes its meaning. */
const colours = ['grey', 'green', 'yellow', 'orange', 'red'] as const satisfies StateColour[];

export type IssuingKey = { id: Bytes; privateKey: CryptoKey };

export function issueCredential(credential: Credential, key: IssuingKey): Promise<Bytes> {
  const { reference, version, programme, colour, maskedName, issued, expires, deviceKey } =
    credential;
  const payload = toCbor([
    layout,
    version,
    reference,
    programme,
    colours.indexOf(colour),
    shortName(maskedName),
    issued,
    expires,
    deviceKey,
  ]);
  return sign('credential', payload, key);
}

/** A name that is too long ends in an ellipsis. */
function shortName(name: string): string {
  const length = (text: string) => new TextEncoder().encode(text).length;
  if (length(name) <= longestName) return name;
  const letters = [...name];
  while (length(`${letters.join('')}…`) > longestName) letters.pop();
  return `${letters.join('')}…`;
}

/** A credential whose signature was verified. */
export type VerifiedCredential = { credential: Credential; keyId: Bytes };

/** Throws `damaged`, `unknown_key` or `forged_credential`. */
export async function openCredential(
  bytes: Uint8Array,
  keyring: Keyring,
  verify?: Verify,
): Promise<VerifiedCredential> {
  const { payload, keyId } = await openSigned('credential', bytes, keyring, verify);
  return { credential: parsePayload(payload), keyId };
}

/** Under which reference a credential was issued, as it says itself: verifies nothing. Throws `damaged`. */
export function referenceIn(bytes: Uint8Array): Bytes {
  return parsePayload(parseSigned(bytes, 'server').payload).reference;
}

function parsePayload(payload: Bytes): Credential {
  const [, version, reference, programme, colour, name, issued, expires, deviceKey] = checkLayout(
    listFromCbor(payload, 9),
  );
  const credential = {
    version: asNumber(version, 0, lastInstant),
    reference: asBytes(reference, referenceLength),
    programme: asText(programme),
    colour: colours[asNumber(colour, 0, colours.length - 1)] as StateColour,
    maskedName: asText(name),
    issued: asNumber(issued, 0, lastInstant),
    expires: asNumber(expires, 0, lastInstant),
    deviceKey: asBytes(deviceKey, compressedLength),
  };
  if (credential.expires < credential.issued) throw new UnreadableCode('damaged');
  return credential;
}

function checkLayout(list: unknown[]): unknown[] {
  if (list[0] !== layout) throw new UnreadableCode('damaged');
  return list;
}
