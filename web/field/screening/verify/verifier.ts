import { type Judgement, judge, type Seen } from '../../../../credential/judge.ts';
import type { Keyring } from '../../../../credential/keyring.ts';
import { type ListSources, RevocationsKeeper } from '../../../../credential/list/keeper.ts';
import { readPresentation, VerifiedCredentials } from '../../../../credential/presentation.ts';
import { readPrinted } from '../../../../credential/printed.ts';
import type { ReadingProblem } from '../../../../credential/problems.ts';

export type Programmes = readonly { code: string; listHours: number }[];

/** Verifies codes on the phone itself, with what it knows: public keys, and what was revoked. */
export class Verifier {
  readonly #sources: ListSources;
  readonly #keeper: RevocationsKeeper;
  readonly #verified = new VerifiedCredentials(500);
  /** What was shown and not accepted, by credential: a page that runs on is told from a picture. */
  readonly #seen = new Map<string, Seen>();
  #keyring: Keyring | undefined;

  constructor(sources: ListSources) {
    this.#sources = sources;
    this.#keeper = new RevocationsKeeper(sources);
  }

  /** Takes up what is stored on the phone. */
  async open(): Promise<void> {
    await this.#keeper.open();
    this.#keyring = await this.#sources.keyring({ fresh: false }).catch(() => undefined);
  }

  /** Hears what is new. Throws where that fails; what is known stays, and grows older. */
  async sync(): Promise<void> {
    this.#keyring = await this.#sources.keyring({ fresh: true });
    await this.#keeper.sync();
  }

  /** When the list was true, in seconds since 1970; null where none was ever heard of. */
  get listAt(): number | null {
    return this.#keeper.current?.at ?? null;
  }

  /** What is wrong with a code on paper; null where it is genuine, which says nothing of a colour. */
  async findPrintedProblem(text: string, programmes: Programmes): Promise<ReadingProblem | null> {
    const read = await readPrinted(text, this.#keyring ?? new Map());
    if (typeof read === 'string') return read;
    return programmes.some(({ code }) => code === read.programme) ? null : 'wrong_programme';
  }

  /** What is shown for a code now; `now` in seconds since 1970, by the server's time. */
  async judge(text: string, programmes: Programmes, now: number): Promise<Judgement> {
    const keyring = this.#keyring ?? new Map();
    const read = await readPresentation(text, keyring, this.#verified);
    const list = this.#keeper.current;
    const name = typeof read === 'string' ? '' : read.credential.reference.join();
    const programme = programmes.find(
      ({ code }) => typeof read !== 'string' && code === read.credential.programme,
    );
    const before = this.#seen.get(name);
    const judgement = judge(read, {
      now,
      programmes: programmes.map(({ code }) => code),
      smallestVersions: list?.smallestVersions ?? new Map(),
      ...(before && { seen: before }),
      ...(list && { list: { at: list.at, has: (credential) => list.has(credential) } }),
      longestListAge: (programme?.listHours ?? 0) * 3600,
    });
    if (typeof read !== 'string' && judgement.kind === 'refused') {
      if (this.#seen.size > 500) this.#seen.clear();
      this.#seen.set(name, { moment: read.moment, at: now });
    }
    return judgement;
  }
}
