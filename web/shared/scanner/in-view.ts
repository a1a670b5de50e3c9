/** A code that was out of view for so many milliseconds is a new one. */
const forgetAfter = 2_000;

/** Tells a code that has just come into view from one that stays in view. Times are in milliseconds. */
export class InView {
  readonly #nameOf: (text: string) => string;
  #seen: { name: string; at: number } | undefined;

  /** `nameOf` gives what stays the same of a code that changes while it is shown. */
  constructor(nameOf = (text: string) => text) {
    this.#nameOf = nameOf;
  }

  /** Whether a text that was read now is that of a code that has just come into view. */
  isNew(text: string, now: number): boolean {
    const name = this.#nameOf(text);
    const isNew = name !== this.#seen?.name || now - this.#seen.at > forgetAfter;
    this.#seen = { name, at: now };
    return isNew;
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
