import { type Keyring, keyringOf } from '../../credential/keyring.ts';
import { type ListMessage, openList } from '../../credential/list/message.ts';
import { exportPoint } from '../../credential/p256.ts';
import { present, readPresentation } from '../../credential/presentation.ts';
import { codes } from '../../modules/codes/contract.ts';
import type { Clock } from '../../platform/clock.ts';
import type { ResponseOf } from '../../platform/contract.ts';
import type { Client, Kit } from './kit.ts';

/** A phone with a key of its own, on which somebody is signed in. */
export type Phone = {
  browser: Client;
  phoneKey: string;
  privateKey: CryptoKey;
  /** Asks for the signed code, as the page does. */
  ask(): Promise<ResponseOf<typeof codes.ownCredential>>;
  register(given?: { replace?: boolean; password?: string }): ReturnType<Client['call']>;
  /** Registers where it must, and shows the code; what a scanner would read. */
  show(): Promise<string>;
};

type Clocked = { clock: Clock };

export async function phoneOf(
  kit: Pick<Kit, 'as'> & Clocked,
  person: Parameters<Kit['as']>[0],
): Promise<Phone> {
  return phoneWith(kit, await kit.as(person));
}

/** A phone whose browser asks for its owner, or for a ward of theirs. */
export async function phoneWith(kit: Clocked, browser: Client): Promise<Phone> {
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256' };
  const pair = await crypto.subtle.generateKey(algorithm, false, ['sign', 'verify']);
  const phoneKey = Buffer.from(await exportPoint(pair.publicKey)).toString('base64url');
  const ask = () => browser.get(codes.ownCredential, { body: { phoneKey } });
  const register: Phone['register'] = (given = {}) =>
    browser.call(codes.registerPhone, { body: { phoneKey, ...given } });
  return {
    ...{ browser, phoneKey, privateKey: pair.privateKey, ask, register },
    async show() {
      let { credential } = await ask();
      if (!credential) {
        await register();
        ({ credential } = await ask());
      }
      const moment = kit.clock.now().getTime() / 1000;
      const signed = new Uint8Array(Buffer.from(credential?.signed ?? '', 'base64url'));
      return present(signed, { moment, clockAhead: 0 }, pair.privateKey);
    },
  };
}

/** The public keys, as a scanner fetches them. */
export async function fetchKeyring(browser: Client): Promise<Keyring> {
  const { keys } = await browser.get(codes.publicKeys);
  return keyringOf(keys);
}

export async function read(kit: Pick<Kit, 'as'>, text: string) {
  return readPresentation(text, await fetchKeyring(await kit.as(null)));
}

/** What is on the list for a scanner that has this state. */
export async function fetchList(scanner: Client, after?: string): Promise<ListMessage> {
  const { raw, status } = await scanner.call(codes.revocations, {
    query: after ? { after } : {},
  });
  if (status !== 200) throw new Error(`The list answers ${status}.`);
  return openList(new Uint8Array(raw), await fetchKeyring(scanner));
}
