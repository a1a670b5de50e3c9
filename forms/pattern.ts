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

/** Whether a pattern can be used at all. */
export function isPattern(pattern: unknown): pattern is string {
  if (typeof pattern !== 'string' || pattern === '' || pattern.length > 500) return false;
  try {
    matcherOf(pattern);
    return true;
  } catch {
    return false;
  }
}
