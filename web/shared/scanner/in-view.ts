/** A code that was out of view for so many milliseconds is a new one. */
const forgetAfter = 2_000;

/** Tells a code that has just come into view from one that stays in view. Times are in milliseconds. */
export class InView {
  readonly #nameOf: (text: string) => string;
  #seen: { text: string; at: number; settled: boolean } | undefined;

  /** `nameOf` gives what stays the same of a code that changes while it is shown. */
  constructor(nameOf = (text: string) => text) {
    this.#nameOf = nameOf;
  }

  /** Whether a text that was read now is that of a code that has just come into view. */
  isNew(text: string, now: number): boolean {
    const isSame = this.#seen !== undefined && this.#isSame(text, this.#seen);
    const isNew = !isSame || now - (this.#seen?.at ?? 0) > forgetAfter;
    this.#seen = { text, at: now, settled: !isNew && (this.#seen?.settled ?? false) };
    return isNew;
  }

  #isSame(text: string, { text: before, settled }: { text: string; settled: boolean }): boolean {
    return text === before || (settled && this.#nameOf(text) === this.#nameOf(before));
  }

  /** The last code is done with: while it stays in view it is not told again, however it changes. */
  settle(): void {
    if (this.#seen) this.#seen.settled = true;
  }

  /** Reading goes on after a pause, in which the last code may have stayed in view. */
  resume(now: number): void {
    if (this.#seen) this.#seen.at = now;
  }

  /** The code that stays in view is told once more. */
  forget(): void {
    this.#seen = undefined;
  }
}
