import type { Text } from './contract.ts';
import type { SmsProvider } from './sms/provider.ts';
import { networkWebhooks, type WebhookSender } from './webhooks/sender.ts';
import type { WechatSettings } from './wechat/settings.ts';

/** What leaves for people's phones. What it says may be secret (a code): it is never logged. */
export type Transports = {
  /** Null where nobody sends short messages for this installation. */
  sms: SmsProvider | null;
  /** Undefined where nobody signs in by WeChat. */
  wechat?: WechatSettings;
  /** Tells other systems. */
  webhooks: WebhookSender;
  /** Other systems may be told at private addresses, and without https. */
  privateWebhooks: boolean;
  /** Only in a demo: what would have been sent, newest first, for `/demo/outbox`. */
  outbox?: Outbox;
};

type OutboxItem = {
  at: Date;
  kind: 'sms' | 'mail' | 'captcha' | 'webhook';
  to: string;
  text: Text;
};

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
    sms: {
      async send({ to, text }) {
        outbox.add({ at: now(), kind: 'sms', to, text });
        return { state: 'sent', reference: null };
      },
    },
    webhooks: {
      async send({ url, body }) {
        const { type } = JSON.parse(body);
        const text = { zh: `消息 ${type}`, en: `Message ${type}` };
        outbox.add({ at: now(), kind: 'webhook', to: new URL(url).host, text });
        return { status: 204 };
      },
    },
    privateWebhooks: false,
  };
}

/** For an installation without any way to send set up. */
export const noTransports: Transports = {
  sms: null,
  webhooks: networkWebhooks({ mayBePrivate: false }),
  privateWebhooks: false,
};
