import { expect, test } from 'vitest';
import { uploadTurns } from './uploads.ts';

test('a person has so many uploads under way, and no more until one has ended', () => {
  const begin = uploadTurns({ perPerson: 2, inAll: 10 });
  const end = begin('pingu');
  begin('pingu');
  expect(() => begin('pingu')).toThrow(expect.objectContaining({ code: 'too_many_requests' }));
  begin('pinga');
  end();
  begin('pingu');
  expect(() => begin('pingu')).toThrow();
});

test('all together have no more than the server bears', () => {
  const begin = uploadTurns({ perPerson: 2, inAll: 3 });
  const ends = ['a', 'b', 'c'].map(begin);
  expect(() => begin('d')).toThrow(expect.objectContaining({ code: 'busy' }));
  ends[0]?.();
  begin('d');
});
