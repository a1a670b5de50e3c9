import type { Field } from '../definition.ts';
import type { ProgrammeContent, ProgrammeForm } from '../programme.ts';
import { penguins } from './penguins.ts';

const floe: Field = {
  type: 'position',
  code: 'floe',
  label: { zh: '浮冰位置', en: 'Position of the floe' },
  required: true,
  reasonsAllowed: ['denied', 'unavailable', 'timeout'],
};

/** The daily form also asks where the scale stands. */
function withPosition(form: ProgrammeForm): ProgrammeForm {
  const { definition, policy } = form;
  if (definition.code !== 'weigh-in') return form;
  return {
    ...form,
    definition: { ...definition, fields: [...definition.fields, floe] },
    policy: { ...policy, change: 'anytime', backfill: true },
  };
}

const { declaration, ...undeclared } = penguins;

/**
 * The invented programme once more, for people without a card: they sign in by phone, have one account
 * for all apps, need no password and make no declaration; every day they say where they are.
 */
export const seals: ProgrammeContent = {
  ...undeclared,
  code: 'seals',
  name: { zh: '海豹称重', en: 'Seal weigh-in' },
  shortName: { zh: '海豹', en: 'Seals' },
  zone: 'Asia/Shanghai',
  systems: ['portal', 'desk'],
  signIn: { ways: [{ type: 'phone' }], credentials: 'programme', password: 'optional' },
  forms: penguins.forms.map(withPosition),
};
