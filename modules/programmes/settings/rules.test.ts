import { describe, expect, it } from 'vitest';
import { needsSecondPerson } from '../../../forms/programme-settings.ts';
import { type Decision, refusalOf } from './rules.ts';

describe('what takes two people', () => {
  it.each([
    ['colours', true],
    ['colours.rules.fever', true],
    ['colours.green', true],
    ['forms.daily.alerts.fever', true],
    ['forms.daily.alerts', true],
    ['forms.daily.policy.backfill', false],
    ['forms.alerts.policy', false],
    ['groups.guests', false],
    ['services.code.name.zh', false],
    ['days', false],
  ])('%s: %s', (path, needed) => {
    expect(needsSecondPerson(path)).toBe(needed);
  });
});

describe('who publishes', () => {
  const asked: Decision = {
    changed: ['days', 'colours.rules.fever'],
    proposedBy: 'ada',
    proposerMay: true,
    mayBeOnePerson: false,
  };

  it.each([
    ['anybody, where nothing takes two people', { changed: ['days'], proposedBy: null }, null],
    ['another one than whoever asked', {}, null],
    ['nobody, where nobody asked', { proposedBy: null }, 'proposal_needed'],
    ['not whoever asked', { proposedBy: 'otto' }, 'proposal_own'],
    ['nobody, where whoever asked may not any more', { proposerMay: false }, 'proposer_may_not'],
    ['not who may be the same person', { mayBeOnePerson: true }, 'accounts_of_one_hand'],
  ] as const)('%s', (_, known, refusal) => {
    expect(refusalOf('otto', { ...asked, ...known })).toBe(refusal);
  });
});
