import { v7 as newId } from 'uuid';
import type { Values } from '../../../forms/definition.ts';

/**
 * Under which ids a page has sent which content. The same content goes under the same id again, so
 * that a lost answer does not double it; other content goes under another, for the server answers
 * an id that it knows with what it recorded the first time.
 */
export function sentIds() {
  let sent: { id: string; said: string }[] = [];
  return {
    idFor(content: Values): string {
      const said = JSON.stringify(content);
      const before = sent.find((each) => each.said === said);
      if (before) return before.id;
      const id = newId();
      sent.push({ id, said });
      return id;
    },
    /** Whether this page sent it, although it may never have heard so. */
    has: (id: string): boolean => sent.some((each) => each.id === id),
    forget(): void {
      sent = [];
    },
  };
}
