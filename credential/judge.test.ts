import { beforeAll, describe, expect, it } from 'vitest';
import { type Circumstances, judge } from './judge.ts';
import type { Presentation } from './presentation.ts';
import { credentialFor, hour, makePhone, now, type Phone } from './testing/makers.ts';

let phone: Phone;

beforeAll(async () => {
  phone = await makePhone();
});

const fresh = { at: now, has: () => false };
const here: Circumstances = {
  now,
  programmes: ['penguins'],
  smallestVersions: new Map([['penguins', 1]]),
  list: fresh,
  longestListAge: hour,
};

type Changes = Partial<Presentation['credential']> & { moment?: number; clockAhead?: number };

function judged(
  { moment = now, clockAhead = 0, ...rest }: Changes,
  changes: Partial<Circumstances> = {},
) {
  const { credential, ...judgement } = judge(
    { credential: credentialFor(phone, rest), moment, clockAhead },
    { ...here, ...changes },
  );
  return judgement;
}

describe('a genuine code', () => {
  it('shows its colour', () => {
    expect(judged({})).toEqual({ kind: 'shown', colour: 'green' });
    expect(judged({ colour: 'red' })).toEqual({ kind: 'shown', colour: 'red' });
  });

  it('counts 60 seconds before and after its moment', () => {
    for (const moment of [now - 60, now + 60]) expect(judged({ moment }).kind).toBe('shown');
    for (const moment of [now - 61, now + 61]) expect(judged({ moment }).kind).toBe('refused');
  });

  it('is refused by the first that is wrong', () => {
    const refused = (problem: string) => ({ kind: 'refused', problem });
    const old = { expires: now, version: 0, moment: now - hour };
    expect(judged({ ...old, programme: 'other' })).toEqual(refused('wrong_programme'));
    expect(judged(old)).toEqual(refused('recalled'));
    expect(judged({ ...old, version: 1 })).toEqual(refused('expired'));
    expect(judged({ expires: now + 1 }).kind).toBe('shown');
    expect(judged({ issued: now + 61 })).toEqual(refused('not_yet_valid'));
    expect(judged({ issued: now + 60 }).kind).toBe('shown');
  });

  it('that cannot be read stays what it is', () => {
    expect(judge('not_ours', here)).toEqual({ kind: 'refused', problem: 'not_ours' });
  });
});

describe('a moment that is not now', () => {
  const problem = (changes: Changes, seen?: Circumstances['seen']) => {
    const judgement = judged(changes, seen && { seen });
    return judgement.kind === 'refused' && judgement.problem;
  };

  it('in the past is an old picture', () => {
    expect(judged({ moment: now - 600 })).toEqual({
      kind: 'refused',
      problem: 'stale',
      seconds: -600,
    });
  });

  it('in the future is a wrong clock', () => {
    expect(problem({ moment: now + 600 })).toBe('clock_wrong');
  });

  it('before the credential was issued is a wrong clock', () => {
    expect(problem({ issued: now - 100, moment: now - 161 })).toBe('clock_wrong');
    expect(problem({ issued: now - 100, moment: now - 160 })).toBe('stale');
  });

  it('is a wrong clock where the phone was set right since it heard of the server', () => {
    expect(problem({ moment: now - 600, clockAhead: 600 })).toBe('clock_wrong');
    expect(problem({ moment: now - 600, clockAhead: 500 })).toBe('stale');
  });

  it('is a wrong clock where the page goes on with the time, and an old picture where it stands', () => {
    const seen = { moment: now - 635, at: now - 40 };
    expect(problem({ moment: now - 600 }, seen)).toBe('clock_wrong');
    expect(problem({ moment: now - 635 }, seen)).toBe('stale');
    expect(problem({ moment: now - 500 }, seen)).toBe('stale');
  });
});

describe('what the list says', () => {
  const listed = { at: now, has: () => true };

  it('is never shown as a colour', () => {
    for (const colour of ['green', 'red'] as const) {
      expect(judged({ colour }, { list: listed })).toEqual({ kind: 'unconfirmed', why: 'revoked' });
    }
  });

  it('comes after what makes a code no good anyway', () => {
    expect(judged({ expires: now - 1 }, { list: listed })).toMatchObject({ problem: 'expired' });
    expect(judged({ moment: now - 99 }, { list: listed })).toMatchObject({ problem: 'stale' });
  });

  it('past the limit makes of green that it is unconfirmed, and leaves what is worse', () => {
    const aged = (age: number) => ({ list: { ...fresh, at: now - age } });
    const doubt = { kind: 'unconfirmed', why: 'list_outdated' };
    expect(judged({}, aged(hour)).kind).toBe('shown');
    expect(judged({}, aged(hour + 1))).toEqual(doubt);
    expect(judged({}, { list: undefined })).toEqual(doubt);
    expect(judged({ colour: 'yellow' }, aged(hour + 1))).toEqual({
      kind: 'shown',
      colour: 'yellow',
    });
  });
});
