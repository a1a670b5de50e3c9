import type { Keyring } from '../keyring.ts';
import { UnreadableCode } from '../problems.ts';
import { openList, type Version } from './message.ts';
import { DoesNotFit, Revocations, type StoredRevocations } from './revocations.ts';

/** What keeps a scanner's list; storage and network are brought along. */
export type ListSources = {
  load(): Promise<StoredRevocations | undefined>;
  save(state: StoredRevocations): Promise<void>;
  /** What the server sends to whoever has this version: a difference, or a whole state. */
  fetch(since: Version | undefined): Promise<Uint8Array>;
  /** Public keys; `fresh` asks the server for them again. */
  keyring(options: { fresh: boolean }): Promise<Keyring>;
};

export class RevocationsKeeper {
  readonly #sources: ListSources;
  #current: Revocations | undefined;

  constructor(sources: ListSources) {
    this.#sources = sources;
  }

  /** The list as it is known; absent where none was ever fetched. */
  get current(): Revocations | undefined {
    return this.#current;
  }

  /** Takes up what is stored. A storage that fails is as one that is empty: the list is fetched anew. */
  async open(): Promise<void> {
    const stored = await this.#sources.load().catch(() => undefined);
    if (stored) this.#current = new Revocations(stored);
  }

  /**
   * Brings the list up to date. Throws where that fails: with what the network said, or `UnreadableCode`. The list is
   * then what it was before, and its age goes on.
   */
  async sync(): Promise<void> {
    const known = this.#current;
    try {
      this.#current = await this.#fetched(known);
    } catch (error) {
      if (!(error instanceof DoesNotFit) || !known) throw error;
      this.#current = await this.#fetched(undefined);
    }
    await this.#sources.save(this.#current.stored).catch(() => undefined);
  }

  async #fetched(known: Revocations | undefined): Promise<Revocations> {
    const bytes = await this.#sources.fetch(known?.version);
    const message = await this.#opened(bytes);
    return known ? known.apply(message) : Revocations.from(message);
  }

  /** The server may have changed its key since the keys were fetched. */
  async #opened(bytes: Uint8Array) {
    try {
      return await openList(bytes, await this.#sources.keyring({ fresh: false }));
    } catch (error) {
      if (!(error instanceof UnreadableCode) || error.problem !== 'unknown_key') throw error;
      return openList(bytes, await this.#sources.keyring({ fresh: true }));
    }
  }
}
