/** A code that was out of view for so many milliseconds is a new one. */
const forgetAfter = 2_000;

/**
 * Tells a code that has just come into view from one that stays in view: the function is given each text that was
 * read, with the time in milliseconds.
 */
export function newInView(): (text: string, now: number) => boolean {
  let seen: { text: string; at: number } | undefined;
  return (text, now) => {
    const isNew = text !== seen?.text || now - seen.at > forgetAfter;
    seen = { text, at: now };
    return isNew;
  };
}
