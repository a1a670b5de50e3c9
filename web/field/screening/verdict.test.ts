import { expect, it } from 'vitest';
import type { Judgement } from '../../../credential/judge.ts';
import { codeColours } from '../../../forms/colours.ts';
import { mayCheck, shownAs, soundOf, verdictOf } from './verdict.ts';

const credential = { maskedName: '王*明', colour: 'green' } as never;

it('sounds well for green alone', () => {
  const sounds = codeColours.map((colour) =>
    soundOf(verdictOf({ kind: 'shown', colour, credential })),
  );
  expect(sounds).toEqual(['well', 'look', 'look', 'stop', 'stop']);
  const others: Judgement[] = [
    { kind: 'unconfirmed', why: 'revoked', credential },
    { kind: 'unconfirmed', why: 'list_outdated', credential },
    { kind: 'refused', problem: 'expired', credential },
  ];
  expect(others.map((each) => soundOf(verdictOf(each)))).toEqual(['look', 'look', 'stop']);
});

it('never shows the colour of a code that it does not confirm, nor records a refused one', () => {
  const unconfirmed = verdictOf({ kind: 'unconfirmed', why: 'list_outdated', credential });
  expect(unconfirmed).toEqual({
    ...{ kind: 'unconfirmed', why: 'list_outdated', maskedName: '王*明' },
  });
  expect(shownAs(unconfirmed)).toBe('unconfirmed');
  expect(mayCheck(unconfirmed)).toBe(true);
  const refused = verdictOf({ kind: 'refused', problem: 'clock_wrong', seconds: 90, credential });
  expect(refused).toEqual({ kind: 'refused', problem: 'clock_wrong', seconds: 90 });
  expect(mayCheck(refused)).toBe(false);
});
