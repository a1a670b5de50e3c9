import type { Text } from './contract.ts';

/** One message to one person on one way. What it says may be secret (a code): it is never logged. */
type Message = { channel: 'sms' | 'mail'; to: string; text: Text };

export type Transports = {
  send(message: Message): Promise<void>;
  /** Only in a demo: what would have been sent, newest first, for `/demo/outbox`. */
  outbox?: Outbox;
};

type OutboxItem = { at: Date; kind: 'sms' | 'mail' | 'captcha'; to: string; text: Text };

type Outbox = { add(item: OutboxItem): void; items(): OutboxItem[] };

const outboxLength = 200;

/** Keeps what a demo would have sent, in memory alone. */
export function demoTransports(now: () => Date): Transports & { outbox: Outbox } {
  const kept: OutboxItem[] = [];
  const outbox: Outbox = {
    add: (item) => {
      kept.unshift(item);
      kept.length = Math.min(kept.length, outboxLength);
    },
    items: () => [...kept],
  };
  return {
    outbox,
    async send({ channel, to, text }) {
      outbox.add({ at: now(), kind: channel, to, text });
    },
  };
}

/** For an installation without any way to send set up: fails the job, so that it shows up in the log. */
export const noTransports: Transports = {
  async send({ channel }) {
    throw new Error(`No way to send ${channel} is set up.`);
  },
};
