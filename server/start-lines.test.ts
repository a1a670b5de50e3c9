import { expect, it } from 'vitest';
import { startLines, waitingLines } from './start-lines.ts';

const real = { here: 'https://h.example', host: '0.0.0.0', demo: false, sends: true, token: null };
const said = (given: Partial<Parameters<typeof startLines>[0]> = {}) =>
  startLines({ ...real, ...given }).join('\n');

it('says in a real installation where staff go, and what is missing', () => {
  expect(said()).toContain('https://h.example/console/');
  expect(said()).not.toMatch(/demo|SMS_PROVIDER|token/);
  expect(said({ sends: false })).toMatch(/SMS_PROVIDER.*nobody can\s+register, sign in/);
  expect(said({ token: 'abc' })).toContain('https://h.example/console/first#token=abc');
});

it('says of a demo that nothing is sent, and of no provider that nobody needs', () => {
  const lines = said({ demo: true, sends: false });
  expect(lines).toMatch(/demo\/outbox[\s\S]*nothing is really sent/);
  expect(lines).not.toContain('SMS_PROVIDER');
});

it('names a few programmes whose templates were mended, and of many how many more', () => {
  const of = (...codes: string[]) => waitingLines(codes.map((code) => ({ code, parts: 2 }))).join();
  expect(waitingLines([])).toEqual([]);
  expect(of('floe')).toMatch(/Forms and Rules of these programmes: floe \(2\)$/);
  expect(of('a', 'b', 'c', 'd', 'e')).toMatch(/: a \(2\), b \(2\), c \(2\), 2 more$/);
});
