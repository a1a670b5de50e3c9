import { useQuery } from '@tanstack/react-query';
import { renderHook } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import { programmes } from '../../../modules/programmes/contract.ts';
import { commonProblems } from '../../../platform/contract.ts';
import { currentRealm } from '../api.ts';
import { publicProgrammeQuery, usePublicProgramme } from './public-programme.ts';
import { refusal } from './testing/fake-server.ts';
import { changing } from './testing/programmes.ts';
import { doing, openStage, until } from './testing/stage.tsx';

test('the pages of a programme know it, and their requests name its realm', () => {
  const programme = { ...changing, code: 'gentoos' };
  const { result } = openStage({ programme }).renderOutside(usePublicProgramme);
  expect(result.current).toMatchObject({ code: 'gentoos', zone: 'Pacific/Auckland' });
  expect(currentRealm()).toBe('gentoos');
});

test('a page outside of a programme has none', () => {
  expect(() => renderHook(usePublicProgramme)).toThrow('outside of a programme');
});

describe('what is known of a programme before anybody has signed in', () => {
  const shown = async () => {
    const stage = openStage();
    const face = stage.renderOutside(usePublicProgramme).result.current;
    stage.server.on(programmes.publicProgramme, () => face);
    const { result } = stage.renderOutside(() => useQuery(publicProgrammeQuery('penguins')));
    await until(() => expect(result.current.data).toEqual(face));
    return { stage, face, result, askAgain: () => doing(() => result.current.refetch()) };
  };

  test('is there without a network, once it was read on this phone', async () => {
    const { stage, face, askAgain } = await shown();
    stage.server.online = false;
    await until(async () => expect((await askAgain()).data).toEqual(face));
  });

  test('is nothing where there is no such programme', async () => {
    const { stage, askAgain } = await shown();
    stage.server.on(programmes.publicProgramme, () => {
      throw refusal(commonProblems.not_found);
    });
    expect((await askAgain()).error).toMatchObject({ status: 404 });
  });
});
