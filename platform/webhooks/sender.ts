import { createHmac } from 'node:crypto';
import dns from 'node:dns';
import http from 'node:http';
import https from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import ipaddr from 'ipaddr.js';

/** A message to an address of an organisation's own, and the key that it is signed with. */
export type WebhookMessage = { id: string; url: string; secret: string; at: Date; body: string };

/** Why a message did not get through, where there was no answer. */
export type WebhookFailure =
  | 'private_address'
  | 'unknown_host'
  | 'refused'
  | 'untrusted'
  | 'no_answer';

export type WebhookAnswer = { status: number } | { failure: WebhookFailure };

export interface WebhookSender {
  /** Sends once, and never throws. Redirections are not followed: a status of 3xx is an answer like any other. */
  send(message: WebhookMessage): Promise<WebhookAnswer>;
}

/** Milliseconds for all of it. */
const patience = 15_000;

/** The secrets of Standard Webhooks are base64 behind this. */
export const secretPrefix = 'whsec_';

/** The headers by which the receiver knows from whom a message is, as Standard Webhooks describes them. */
export function signatureOf({ id, secret, at, body }: Omit<WebhookMessage, 'url'>) {
  const timestamp = String(Math.floor(at.getTime() / 1000));
  const key = Buffer.from(secret.slice(secretPrefix.length), 'base64');
  const signature = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64');
  return {
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': `v1,${signature}`,
  };
}

class PrivateAddress extends Error {}

/** Only addresses of the public internet; a range that the library has no name for is none. */
function isPublicAddress(address: string): boolean {
  return ipaddr.isValid(address) && ipaddr.process(address).range() === 'unicast';
}

/** The address that was looked at is the one that is called: a name may be answered otherwise a moment later. */
const publicLookup: LookupFunction = (host, options, answer) => {
  dns.lookup(host, { ...options, all: true }, (error, found) => {
    if (error) return answer(error, '', 0);
    const isPublic = found.every(({ address }) => isPublicAddress(address));
    if (!isPublic || !found[0]) return answer(new PrivateAddress(), '', 0);
    if (options.all) return answer(null, found);
    answer(null, found[0].address, found[0].family);
  });
};

/**
 * Sends over the network: by https to public addresses alone, unless `mayBePrivate`. What the other side answers beside
 * its status is not read.
 */
export function networkWebhooks({ mayBePrivate }: { mayBePrivate: boolean }): WebhookSender {
  return {
    send(message) {
      const url = new URL(message.url);
      const host = url.hostname.replace(/^\[|\]$/g, '');
      if (!mayBePrivate && isIP(host) && !isPublicAddress(host)) {
        return Promise.resolve({ failure: 'private_address' });
      }
      const { request } = url.protocol === 'https:' ? https : http;
      return new Promise((resolve) => {
        const sent = request(url, {
          method: 'POST',
          headers: {
            'content-type': 'application/json',
            'user-agent': 'Anxing',
            'content-length': Buffer.byteLength(message.body),
            ...signatureOf(message),
          },
          agent: false,
          signal: AbortSignal.timeout(patience),
          ...(!mayBePrivate && { lookup: publicLookup }),
        });
        sent.once('response', (response) => {
          resolve({ status: response.statusCode ?? 0 });
          response.destroy();
        });
        sent.on('error', (error) => resolve({ failure: failureOf(error) }));
        sent.end(message.body);
      });
    },
  };
}

function failureOf(error: Error & { code?: string }): WebhookFailure {
  if (error instanceof PrivateAddress) return 'private_address';
  if (error.code === 'ENOTFOUND' || error.code === 'EAI_AGAIN') return 'unknown_host';
  if (error.code === 'ECONNREFUSED') return 'refused';
  return /CERT|SSL|TLS|ALTNAME/.test(error.code ?? '') ? 'untrusted' : 'no_answer';
}
