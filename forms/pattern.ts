import { RE2JS } from 're2js';

/**
 * Patterns come from whoever builds a form and meet whatever is typed, so they run on an engine
 * whose time grows only with the length of the text. The whole text must match. Throws for a
 * pattern that the engine does not take.
 */
export function matcherOf(pattern: string): (text: string) => boolean {
  const engine = RE2JS.compile(pattern);
  return (text) => engine.testExact(text);
}

/**
 * Steps of the engine's program: each character of a text may cost as many. Counts within counts make
 * tens of thousands of a short pattern, and then a roster takes hours.
 */
const maxSteps = 500;

/** Whether a pattern can be used at all. */
export function isPattern(pattern: unknown): pattern is string {
  if (typeof pattern !== 'string' || pattern === '' || pattern.length > 500) return false;
  try {
    return RE2JS.compile(pattern).programSize() <= maxSteps;
  } catch {
    return false;
  }
}
