/** Questions between two processes of an installation, over the channel that Node makes between them. */

type Message = { ask: number; what: string; value: unknown } | { answer: number; value: unknown };

/** A process, as the other one has it. */
type Channel = {
  send?: ((message: Message, done: () => void) => boolean) | undefined;
  on(event: 'message', listener: (message: Message) => void): unknown;
};

/** Asks the other process. Where that ends meanwhile the answer never comes: whoever asks sees to it. */
export type Ask = (what: string, value?: unknown) => Promise<unknown>;

/** What a process answers, by the name of the question. Whatever throws must end the process. */
export type Answers = Record<string, (value: never) => Promise<unknown>>;

export function talk(channel: Channel, answers: Answers): Ask {
  const waiting = new Map<number, (value: unknown) => void>();
  let last = 0;
  // The other side may have ended; it is then told nothing.
  const send = (message: Message) => channel.send?.(message, () => {});
  channel.on('message', async (message) => {
    if ('answer' in message) {
      waiting.get(message.answer)?.(message.value);
      waiting.delete(message.answer);
      return;
    }
    const value = await answers[message.what]?.(message.value as never);
    send({ answer: message.ask, value });
  });
  return (what, value) => {
    const { promise, resolve } = Promise.withResolvers<unknown>();
    last += 1;
    waiting.set(last, resolve);
    send({ ask: last, what, value });
    return promise;
  };
}
