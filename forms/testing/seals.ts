import type { ProgrammeTemplate } from '../programme.ts';
import { penguins } from './penguins.ts';

const { declaration, ...shared } = penguins;

/**
 * The invented programme once more, for people without a card: they sign in by phone, have one account
 * for all apps, and need no password. Nobody is asked for a declaration.
 */
export const seals: ProgrammeTemplate = {
  ...shared,
  code: 'seals',
  name: { zh: '海豹称重', en: 'Seal weigh-in' },
  shortName: { zh: '海豹', en: 'Seals' },
  zone: 'Asia/Shanghai',
  systems: ['portal', 'desk'],
  signIn: { ways: [{ type: 'phone' }], credentials: 'programme', password: 'optional' },
};
