import { describe, expect, it } from 'vitest';
import { brandProblem, contrastWithWhite } from './brand.ts';
import { stateColours } from './state-colours.ts';

describe('a programme’s colour', () => {
  it.each(Object.entries(stateColours))('is never that of the state %s', (state, colour) => {
    expect(brandProblem(colour)).toEqual({ code: 'colour_of_state', params: { state } });
  });

  it.each(['#b71c1c', '#2e7d32', '#bf360c', '#616161'])('is not near one either: %s', (colour) => {
    expect(brandProblem(colour)?.code).toBe('colour_of_state');
  });

  it.each(['#1f3a68', '#8a1538', '#14532d', '#5b2a86', '#333333', '#5d4037'])(
    'may be a dark one of another kind: %s',
    (colour) => expect(brandProblem(colour)).toBeUndefined(),
  );

  it('lets white text be read on it', () => {
    expect(brandProblem('#8ab4f8')).toEqual({
      code: 'colour_too_light',
      params: { contrast: '2.1', needed: '4.5' },
    });
    expect(contrastWithWhite('#000000')).toBeCloseTo(21);
    expect(contrastWithWhite('#ffffff')).toBeCloseTo(1);
    // The grey on which WCAG draws the line.
    expect(contrastWithWhite('#767676')).toBeGreaterThan(4.5);
    expect(contrastWithWhite('#777777')).toBeLessThan(4.5);
  });

  it.each(['', 'red', '#fff', '#12345g', '#1F3A68'])('is written in one way: %j', (colour) => {
    expect(brandProblem(colour)).toEqual({ code: 'colour_invalid' });
  });
});
