import type { ProgrammeContent } from '../programme.ts';
import { seals } from './seals.ts';

/** The invented programme once more, for people who register themselves, with a phone and a document. */
export const otters: ProgrammeContent = {
  ...seals,
  code: 'otters',
  name: { zh: '水獭称重', en: 'Otter weigh-in' },
  shortName: { zh: '水獭', en: 'Otters' },
  signIn: {
    ways: [{ type: 'phone' }],
    credentials: 'programme',
    password: 'required',
    registration: { documents: ['prc_id', 'hk_macao_residence', 'passport'] },
  },
  attributes: seals.attributes.map((each) =>
    each.code === 'visitor' ? { ...each, default: false } : each,
  ),
};
