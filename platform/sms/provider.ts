import type { Text } from '../contract.ts';

/** A message with a code, the only kind there is: providers send approved templates, no free text. */
export type SmsMessage = {
  /** E.164. */
  to: string;
  code: string;
  /** For how many minutes the code is good. */
  minutes: number;
  /** What a demo shows in place of the provider's template. */
  text: Text;
};

/**
 * What became of a message that was handed over. Where the answer is lost nobody knows, and so it counts
 * as sent: whoever waits for it asks for another.
 */
export type SmsOutcome =
  | { state: 'sent'; reference: string | null }
  | { state: 'failed'; by: 'number' | 'provider'; reason: string }
  | { state: 'unknown' };

/** What whoever pays for messages has set. */
export type SmsLimits = {
  /** So many may be sent to everybody together within an hour. */
  perHour: number;
  /** Calling codes of the countries to which messages go; null for all. */
  countries: readonly string[] | null;
};

/** Hands messages to somebody who sends them. Never throws, and never hands one over twice. */
export type SmsProvider = {
  send(message: SmsMessage): Promise<SmsOutcome>;
  /** None in a demo, where nothing is sent. */
  limits?: SmsLimits;
};

const neverConnected =
  /\b(ENOTFOUND|ECONNREFUSED|EAI_AGAIN|ENETUNREACH|EHOSTUNREACH|CERT_[A-Z_]+)\b/;

/**
 * What an error without an answer means. Its message may hold the number, and is looked at for no more than
 * a connection that never came about: all else may have been sent.
 */
export function outcomeOfError(error: unknown): SmsOutcome {
  const { code, message } = error as { code?: unknown; message?: unknown };
  const [reason] = neverConnected.exec(`${code} ${message}`) ?? [];
  return reason ? { state: 'failed', by: 'provider', reason } : { state: 'unknown' };
}

/** A provider's code as it may be stored and logged. */
export function reasonOf(code: unknown): string {
  return String(code)
    .replace(/[^\w.-]+/g, '')
    .slice(0, 80);
}
