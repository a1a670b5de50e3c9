import { expect, it } from 'vitest';
import { newsOf } from './alert-news.ts';

it('tells of each alert once on a device', () => {
  // The first time, and with nothing there at all.
  expect(newsOf(null, { fresh: 0, newest: 7 })).toEqual({ count: 0, known: 7 });
  expect(newsOf(null, { fresh: 0, newest: 0 })).toEqual({ count: 0, known: 0 });
  expect(newsOf(0, { fresh: 1, newest: 1 })).toEqual({ count: 1, known: 1 });
  expect(newsOf(7, { fresh: 2, newest: 9 })).toEqual({ count: 2, known: 9 });
  // The same answer, seen again.
  expect(newsOf(9, { fresh: 2, newest: 9 })).toEqual({ count: 0, known: 9 });
  // The newest was closed meanwhile.
  expect(newsOf(9, { fresh: 0, newest: 4 })).toEqual({ count: 0, known: 9 });
  // Somebody looks after the new one already.
  expect(newsOf(9, { fresh: 0, newest: 10 })).toEqual({ count: 0, known: 10 });
});
