import type { Values } from '../../../../forms/definition.ts';
import { ApiProblem } from '../../api.ts';
import type { Receipt, ReportServer, SubmitBody } from '../deliver.ts';

/**
 * What happens to a request. `late`: the page gives up waiting, and the request arrives afterwards;
 * `somebodyElse`: the server refuses it, because another account signed in meanwhile.
 */
export type Fault =
  | 'lost'
  | 'answerLost'
  | 'late'
  | 'closedBefore'
  | 'closedAfter'
  | 'somebodyElse';

/** Which of the requests of one action fails; each the first of its kind. */
export type Faults = Partial<Record<keyof ReportServer, Fault | undefined>>;

export const somebodyElse = new ApiProblem('somebody_else', 409);

/** A network between tabs and server that loses requests and answers, or delivers them late. */
export function unreliableNetwork(server: ReportServer, turn: () => Promise<void>) {
  /** Requests that are still on their way although nobody waits for the answer. */
  const late: (() => Promise<unknown>)[] = [];
  const sent = new Map<string, Values>();
  const receipts = new Map<string, Receipt>();

  /** The server as a tab reaches it; `closed` is called where the tab ends with the request. */
  function reach(planned: Faults, closed: () => void = () => undefined): ReportServer {
    const open = { ...planned };
    const request = async <T>(kind: keyof ReportServer, work: () => Promise<T>): Promise<T> => {
      await turn();
      const fault = open[kind];
      delete open[kind];
      if (!fault) return work();
      if (fault === 'somebodyElse') throw somebodyElse;
      if (fault === 'late') late.push(work);
      if (fault === 'answerLost' || fault === 'closedAfter') await work().catch(() => undefined);
      if (fault.startsWith('closed')) {
        closed();
        return new Promise(() => undefined);
      }
      throw new ApiProblem('offline', 0);
    };
    return {
      newest: (...which) => request('newest', () => server.newest(...which)),
      submit: (body: SubmitBody) => {
        sent.set(body.id, body.values);
        return request('submit', async () => {
          const receipt = await server.submit(body);
          receipts.set(body.id, receipt);
          return receipt;
        });
      },
    };
  }

  return {
    reach,
    hasLate: () => late.length > 0,
    /** A request arrives that the page gave up. */
    async arrive(): Promise<void> {
      await late
        .shift()?.()
        .catch(() => undefined);
    },
    valuesOf: (id: string): Values => sent.get(id) ?? {},
    receiptOf: (id: string): Receipt | undefined => receipts.get(id),
  };
}
