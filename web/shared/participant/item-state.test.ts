import { describe, expect, test } from 'vitest';
import type { Match } from '../../../forms/policy.ts';
import type { PublishedForm } from './forms.ts';
import { isUrgent, itemState } from './item-state.ts';
import type { Overview } from './session.ts';

const label = { zh: 'Moult', en: 'Moult' };

function moult(requiredOf?: Match): Pick<PublishedForm, 'definition' | 'requiredOf'> {
  return {
    definition: { code: 'moult', title: label, fields: [] },
    ...(requiredOf && { requiredOf }),
  };
}

function standing(item: Partial<Overview['forms'][number]>, attributes = {}) {
  return {
    mine: { groupCode: 'emperors', attributes },
    overview: {
      forms: [{ form: 'moult', state: 'open' as const, sentAt: null, checks: [], ...item }],
    },
  };
}

describe('a form of which there is not one for each day', () => {
  test('is to be checked before anything else, then completed', () => {
    const broken = { state: 'incomplete' as const, checks: ['before-landing'] };
    expect(itemState(moult(), standing(broken))).toBe('check');
    expect(itemState(moult(), standing({ state: 'incomplete' }))).toBe('incomplete');
    expect(itemState(moult({}), standing({ state: 'done' }))).toBe('done');
  });

  test('is open for those who must fill it in, and optional for the others', () => {
    expect(itemState(moult({}), standing({}))).toBe('open');
    expect(itemState(moult({ groups: ['emperors'] }), standing({}))).toBe('open');
    expect(itemState(moult({ groups: ['gentoos'] }), standing({}))).toBe('optional');
    expect(itemState(moult(), standing({}))).toBe('optional');
  });

  test('counts an attribute that nobody gave as no, as the server does', () => {
    const residents = moult({ attributes: { migrant: false } });
    expect(itemState(residents, standing({}))).toBe('open');
    expect(itemState(residents, standing({}, { migrant: true }))).toBe('optional');
  });

  test('says nothing of a form that the server has not said anything of', () => {
    expect(itemState(moult({}), { ...standing({}), overview: { forms: [] } })).toBeUndefined();
  });

  test('is urgent while there is something to do', () => {
    const states = ['check', 'incomplete', 'open', 'done', 'optional'] as const;
    expect(states.filter(isUrgent)).toEqual(['check', 'incomplete', 'open']);
  });
});
