import { describe, expect, test } from 'vitest';
import { ApiProblem } from '../api.ts';
import { deliver, type Submission } from './deliver.ts';
import { serverModel } from './testing/server-model.ts';

const submission = (id: string, kilo: number, more: Partial<Submission> = {}): Submission => ({
  body: {
    ...{ id, form: 'weighIn', formVersionId: 1, day: '2026-01-02', basedOn: 0 },
    values: { kilo },
  },
  slot: '2026-01-02',
  earlier: [],
  ...more,
});

function options(again = false) {
  const begun: string[] = [];
  const begin = async ({ body }: Submission) => {
    begun.push(body.id);
    return true;
  };
  return { begun, given: { again, begin, newId: () => `n${begun.length}` } };
}

describe('delivering a report', () => {
  test('tells that it is sent once the server has it', async () => {
    const server = serverModel();
    const { given } = options();
    expect(await deliver(server, submission('r1', 4), given)).toMatchObject({
      kind: 'sent',
      receipt: { id: 'r1', version: 1 },
    });
  });

  test('lets it follow the same edit’s earlier content, under a new id', async () => {
    const server = serverModel();
    await server.submit(submission('r1', 4).body);
    const { begun, given } = options();
    const changed = submission('r2', 5, { earlier: ['r1'] });
    expect(await deliver(server, changed, given)).toMatchObject({
      kind: 'sent',
      receipt: { id: 'n1', version: 2 },
    });
    expect(begun).toEqual(['r2', 'n1']);
    expect(server.versions.map(({ values }) => values)).toEqual([{ kilo: 4 }, { kilo: 5 }]);
  });

  test('sends other content under an id that was used as a change', async () => {
    const server = serverModel();
    await server.submit(submission('r1', 4).body);
    const { given } = options();
    expect(await deliver(server, submission('r1', 5), given)).toMatchObject({
      kind: 'sent',
      receipt: { version: 2 },
    });
  });

  test('shows what is newer and not its own, and changes nothing', async () => {
    const server = serverModel();
    await server.submit(submission('elsewhere', 4).body);
    const { given } = options();
    expect(await deliver(server, submission('r1', 5), given)).toMatchObject({
      kind: 'failed',
      error: { code: 'newer_version' },
      newest: { id: 'elsewhere', values: { kilo: 4 } },
    });
    expect(server.versions).toHaveLength(1);
  });

  test('does not tell of an earlier try as sent that was changed since', async () => {
    const server = serverModel();
    const first = submission('r1', 4);
    await server.submit(first.body);
    const { body } = submission('elsewhere', 5);
    await server.submit({ ...body, basedOn: 1 });
    const { given } = options(true);
    expect(await deliver(server, first, given)).toMatchObject({
      kind: 'overtaken',
      receipt: { version: 1 },
      newest: { id: 'elsewhere' },
    });
  });

  test('sends nothing as somebody else, and shows nothing of theirs', async () => {
    const server = serverModel();
    await server.submit(submission('elsewhere', 4).body);
    const refuse = async () => {
      throw new ApiProblem('somebody_else', 409);
    };
    for (const each of [
      { ...server, submit: refuse },
      { ...server, newest: refuse },
    ]) {
      const { given } = options();
      const delivery = await deliver(each, submission('r1', 5), given);
      expect(delivery).toEqual({ kind: 'failed', error: expect.anything() });
      expect(delivery).toMatchObject({ error: { code: 'somebody_else' } });
    }
    expect(server.versions).toHaveLength(1);
  });

  test('sends nothing that was replaced', async () => {
    const server = serverModel();
    const { given } = options();
    const gone = { ...given, begin: async () => false };
    expect(await deliver(server, submission('r1', 4), gone)).toEqual({ kind: 'gone' });
    expect(server.versions).toEqual([]);
  });

  test('gives up where somebody is faster each time', async () => {
    const server = serverModel();
    const stubborn = {
      ...server,
      newest: async () => null,
      submit: async () => {
        throw new ApiProblem('newer_version', 409);
      },
    };
    const { begun, given } = options();
    expect(await deliver(stubborn, submission('r1', 4), given)).toMatchObject({ kind: 'failed' });
    expect(begun.length).toBeLessThan(10);
  });
});
