import { expect, it } from 'vitest';
import { startLines } from './start-lines.ts';

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
