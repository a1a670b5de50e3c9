import { describe, expect, test } from 'vitest';
import { reports } from '../../../modules/reports/contract.ts';
import { useAfterSubmitting } from './after-submitting.ts';
import type { Receipt } from './deliver.ts';
import type { Finished } from './editor.ts';
import { findForm } from './forms.ts';
import { changing } from './testing/programmes.ts';
import { doing, now, openStage, until } from './testing/stage.tsx';

const receipt: Receipt = {
  ...{ id: 'r1', form: 'weigh-in', slot: '2024-04-10', day: '2024-04-10', version: 1 },
  ...{ sentAt: new Date(now).toISOString(), incomplete: false },
};

/** What the person is told, where the ninth was missed. */
function told(code: string, result: Finished, programme = changing) {
  const stage = openStage({ programme });
  stage.server.on(reports.missed, () => ({ days: ['2024-04-09'], canBackfill: true }));
  const form = findForm(stage.mine, code);
  if (!form) throw new Error(`There is no form ${code}.`);
  return { stage, ...stage.render(() => useAfterSubmitting(form, result)) };
}

describe('after submitting', () => {
  test('the day is named, and the next missed one offered', async () => {
    const { result } = told('weigh-in', { kind: 'sent', receipt, advice: [] });
    expect(result.current.message).toContain('10 Apr');
    await until(() => expect(result.current.next).toBe('2024-04-09'));
  });

  test('what waits on this device is not told as submitted', async () => {
    const { stage, result } = told('weigh-in', { kind: 'queued', day: '2024-04-10', advice: [] });
    expect(result.current).toMatchObject({ isSent: false, title: 'Saved on this device' });
    await doing(() => undefined);
    expect(result.current.next).toBeUndefined();
    expect(stage.server.requests(reports.missed)).toEqual([]);
  });

  test('what waits and is not daily names no day, and says that it may change which days are due', () => {
    const queued: Finished = { kind: 'queued', day: '2024-04-10', advice: [] };
    const { result } = told('swim', queued);
    expect(result.current.message).not.toContain('Apr');
    expect(result.current.message).toContain('days are due');
    const milestones = changing.milestones.map((each) => ({ ...each, sources: [] }));
    const other = told('swim', queued, { ...changing, milestones });
    expect(other.result.current.message).not.toContain('days are due');
  });

  test('what has no result yet is asked to be completed', () => {
    const { result } = told('swim', {
      kind: 'sent',
      receipt: { ...receipt, incomplete: true },
      advice: [],
    });
    expect(result.current.message).toContain('not complete');
  });

  test('a form that is not daily names no day, and offers none', async () => {
    const { stage, result } = told('swim', { kind: 'sent', receipt, advice: [] });
    expect(result.current.message).not.toContain('Apr');
    await doing(() => undefined);
    expect(stage.server.requests(reports.missed)).toEqual([]);
  });
});
