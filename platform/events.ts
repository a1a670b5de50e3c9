import type { Tx } from './platform.ts';

/**
 * Something that a module says has happened, for modules to its right that it does not know. It is
 * emitted once for an array, so that handlers can work on all of it in one statement. The topic says
 * what all items of the array have in common.
 */
export type EventKind<Item, Topic extends object | null = null> = {
  name: string;
  readonly types?: { item: Item; topic: Topic };
};

export type EventHandler = {
  event: EventKind<unknown, object | null>;
  /** Whether the handler takes up events of a topic. The answer for a topic never changes. */
  concerns(topic: never): boolean;
  handle(tx: Tx, items: never[]): Promise<void>;
};

/** An event by its name; whoever emits it and whoever takes it up import this one value. */
export function defineEvent<Item, Topic extends object | null = null>(
  name: string,
): EventKind<Item, Topic> {
  return { name };
}

/** Takes up an event inside the transaction that emits it: both are kept, or neither. */
export function on<Item, Topic extends object | null>(
  event: EventKind<Item, Topic>,
  handle: (tx: Tx, items: Item[]) => Promise<void>,
  concerns: (topic: Topic) => boolean = () => true,
): EventHandler {
  return { event, handle, concerns } as EventHandler;
}

/** Finds the handlers that an event of a topic concerns; cheap enough to be asked for every write. */
export function handlersFinder(
  handlers: readonly EventHandler[],
): (event: EventKind<unknown, object | null>, topic: object | null) => readonly EventHandler[] {
  const known = new WeakMap<object, Map<string, readonly EventHandler[]>>();
  const find = (name: string, topic: object | null) =>
    handlers.filter(({ event, concerns }) => event.name === name && concerns(topic as never));
  return ({ name }, topic) => {
    if (topic === null) return find(name, topic);
    const ofTopic = known.get(topic) ?? new Map<string, readonly EventHandler[]>();
    known.set(topic, ofTopic);
    const found = ofTopic.get(name) ?? find(name, topic);
    ofTopic.set(name, found);
    return found;
  };
}
