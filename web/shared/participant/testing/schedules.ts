import fc from 'fast-check';
import { expect } from 'vitest';
import type { Values } from '../../../../forms/definition.ts';
import { ApiProblem } from '../../api.ts';
import { createOutbox, type Outbox, type OutboxStore } from '../../offline/outbox.ts';
import type { OutboxEntry } from '../../offline/outbox-rules.ts';
import { mayWait } from '../../offline/outbox-rules.ts';
import type { Vault } from '../../offline/vault.ts';
import type { RawValues } from '../../values.ts';
import { type Attempt, beginEdit, type Draft } from '../attempt.ts';
import type { Receipt, ReportServer, Submission, SubmitBody } from '../deliver.ts';
import type { Report } from '../forms.ts';
import {
  type OtherVersion,
  replacing,
  type SubmitResult,
  senderOf,
  submitAttempt,
} from '../submit.ts';

/**
 * One person who reports one day from two phones' tabs and a PC, over a network that loses requests
 * and answers or delivers them late, and on devices whose tabs are closed at any moment.
 */

const form = 'daily';

/**
 * What happens to a request. `late`: the page gives up waiting, and the request arrives afterwards;
 * `somebodyElse`: the server refuses it, because another account signed in meanwhile.
 */
type Fault = 'lost' | 'answerLost' | 'late' | 'closedBefore' | 'closedAfter' | 'somebodyElse';

/** Which of the requests of one action fails; each the first of its kind. */
type Faults = Partial<Record<keyof ReportServer, Fault | undefined>>;

export type Action =
  /** Opens the form, also where it is open already, and sends something. */
  | { do: 'report'; tab: number; fresh: boolean; kilo: number; faults: Faults }
  | { do: 'open'; tab: number; fresh: boolean }
  | { do: 'type'; tab: number; kilo: number }
  | { do: 'send'; tab: number; faults: Faults }
  | { do: 'choose'; tab: number; mine: boolean; faults: Faults }
  | { do: 'drain'; tab: number; faults: Faults }
  | { do: 'arrive' }
  | { do: 'wait' };

const fault = fc.option(
  fc.constantFrom<Fault>(
    'lost',
    'answerLost',
    'late',
    'closedBefore',
    'closedAfter',
    'somebodyElse',
  ),
  { nil: undefined },
);
const rarely = fc.oneof({ weight: 5, arbitrary: fc.constant(undefined) }, fault);
const tab = fc.nat({ max: 3 });
/** Few values, so that what was sent before is sent again. */
const kilo = fc.integer({ min: 35, max: 39 });
const faults = fc.record({ submit: fault, newest: rarely });
const fresh = fc.boolean();

const act = <const K extends string, T extends object>(
  weight: number,
  name: K,
  parts: { [P in keyof T]: fc.Arbitrary<T[P]> },
) => ({ weight, arbitrary: fc.record({ do: fc.constant(name), ...parts }) });

export const actionArbitrary = fc.oneof(
  act(5, 'report', { tab, fresh, kilo, faults }),
  act(2, 'open', { tab, fresh }),
  act(4, 'type', { tab, kilo }),
  act(5, 'send', { tab, faults }),
  act(3, 'choose', { tab, mine: fc.boolean(), faults }),
  act(4, 'drain', { tab, faults }),
  act(2, 'arrive', {}),
  act(1, 'wait', {}),
) as fc.Arbitrary<Action>;

type Device = {
  outbox: Outbox | null;
  /** One draft for each report, shared by the tabs. */
  draft: (Draft & { seen: Set<string> }) | undefined;
  /** What the device remembers of the server's newest version. */
  known: Report | null;
};

type Editor = {
  attempt: Attempt;
  values: RawValues;
  /** Reports that the person was shown or made: only those may be followed. */
  seen: Set<string>;
  conflict?: OtherVersion | null;
  busy?: boolean;
};

type Tab = { device: Device; editor: Editor | null };

/** The person was told that this content had been sent. */
type Told = {
  values: Values;
  version: number;
  /**
   * The server had this very content already and wrote nothing, and afterwards an earlier request of
   * the same edit arrived that everybody had given up. The one case in which what was told may not
   * be what the server has in the end (see `docs/decisions/0009-reports-on-their-way.md`).
   */
  unsure?: boolean;
};

type World = {
  run(action: Action): Promise<void>;
  /** Everything arrives, and the person finishes whatever is open on each device. */
  finish(): Promise<void>;
  told: Told[];
  /** Ids of reports that the person was told wait on the device. */
  queued: string[];
  /** Ids that somebody's later edit was made from. */
  replaced: Set<string>;
  /** Which reports the person had seen when a report was sent. */
  seen: Map<string, Set<string>>;
  /** The entries that are left on the devices. */
  left(): Promise<OutboxEntry[]>;
};

type Surroundings = {
  account: string;
  server: ReportServer;
  day: string;
  formVersionId: number;
  valuesOf: (kilo: number) => Values;
  store: () => OutboxStore;
  /** Lets others go first; in a test of concurrent actions a scheduler decides. */
  turn: () => Promise<void>;
  pass: (milliseconds: number) => void;
  newId: () => string;
};

/** The encryption has tests of its own. */
const openVault: Vault = {
  encrypt: async (_, __, value) => ({
    iv: new Uint8Array(),
    data: new TextEncoder().encode(JSON.stringify(value)).buffer,
  }),
  decrypt: async (_, __, { data }) => JSON.parse(new TextDecoder().decode(data)),
};

/** Entries in memory; a change is as atomic as a transaction. */
export function memoryEntries(turn: () => Promise<void> = async () => undefined): OutboxStore {
  let all: Awaited<ReturnType<OutboxStore['list']>> = [];
  return {
    list: async () => {
      await turn();
      return all;
    },
    change: async (_, made) => {
      await turn();
      const { entries, result } = made(all);
      all = entries;
      return result;
    },
  };
}

const isEmpty = ({ values }: Editor) => Object.keys(values).length === 0;

const somebodyElse = new ApiProblem('somebody_else', 409);

export function makeWorld(surroundings: Surroundings): World {
  const { account, server, day, formVersionId, valuesOf, newId, turn, pass } = surroundings;
  const told: Told[] = [];
  const queued: string[] = [];
  const replaced = new Set<string>();
  const seen = new Map<string, Set<string>>();
  /** Requests that are still on their way although nobody waits for the answer. */
  const late: (() => Promise<unknown>)[] = [];
  const sentBodies = new Map<string, Values>();
  const receipts = new Map<string, Receipt>();
  const unwritten = new Set<Told>();
  const seenAsSent = new Set<string>();

  const device = (hasOutbox: boolean): Device => ({
    outbox: hasOutbox ? createOutbox(account, surroundings.store(), openVault) : null,
    draft: undefined,
    known: null,
  });
  const [onePhone, otherPhone, pc] = [device(true), device(true), device(false)];
  const all: Tab[] = [onePhone, onePhone, otherPhone, pc].map((each) => ({
    device: each,
    editor: null,
  }));
  const tabOf = (index: number) => all[index] as Tab;

  /** The server over a network with faults; `closed` is called where the tab ends with the request. */
  function over(planned: Faults, closed: () => void): ReportServer {
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
        sentBodies.set(body.id, body.values);
        return request('submit', async () => {
          const receipt = await server.submit(body);
          receipts.set(body.id, receipt);
          return receipt;
        });
      },
    };
  }

  /** Does something in a tab that may be closed in the middle of it. */
  async function inTab(
    tab: Tab,
    planned: Faults,
    work: (over: ReportServer) => Promise<void>,
  ): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      const close = () => {
        tab.editor = null;
        resolve();
      };
      work(over(planned, close)).then(resolve, reject);
    });
  }

  async function open(tab: Tab, fresh: boolean): Promise<void> {
    const at = tab.device;
    if (fresh) at.known = await server.newest(form, day);
    const { known } = at;
    let draft: Device['draft'];
    const loadDraft = async () => {
      draft = at.draft;
      return draft;
    };
    const target = { day, slot: day };
    const begun = await beginEdit({ outbox: at.outbox, loadDraft }, form, target, known);
    const values = begun.values ?? (known?.values as RawValues | undefined) ?? {};
    const before = draft?.seen ?? seen.get(begun.attempt.earlier.at(-1) ?? '');
    const shown = begun.values ? begun.newer : known;
    tab.editor = {
      ...{ attempt: begun.attempt, values },
      seen: new Set([...(before ?? []), ...(shown ? [shown.id] : []), ...begun.attempt.earlier]),
    };
  }

  async function send(tab: Tab, editor: Editor, network: ReportServer): Promise<void> {
    editor.busy = true;
    delete editor.conflict;
    const note = async (attempt: Attempt) => {
      editor.attempt = attempt;
      for (const id of attempt.earlier) editor.seen.add(id);
      for (const id of attempt.earlier.slice(0, -1)) replaced.add(id);
      tab.device.draft = { attempt, values: editor.values, seen: editor.seen };
    };
    const newSeenId = () => {
      const id = newId();
      seen.set(id, editor.seen);
      return id;
    };
    const { outbox } = tab.device;
    const tools = { server: network, outbox, newId: newSeenId, note };
    const values = editor.values as Values;
    const which = { form, formVersionId, slot: day, values };
    const result = await submitAttempt(tools, editor.attempt, which);
    editor.busy = false;
    take(tab, editor, values, result);
  }

  function tell(values: Values, receipt: Receipt, id: string | undefined): void {
    const news: Told = { values, version: receipt.version };
    told.push(news);
    if (receipt.id !== id) unwritten.add(news);
  }

  function take(tab: Tab, editor: Editor, values: Values, result: SubmitResult): void {
    if (result.kind === 'conflict') editor.conflict = result.other;
    // The form stays open with what was filled in, for the person to sign in again.
    if (result.kind === 'failed' && !mayWait(result.problem) && result.problem !== somebodyElse)
      throw result.problem;
    if (result.kind === 'queued') queued.push(editor.attempt.earlier.at(-1) ?? '');
    if (result.kind === 'sent') tell(values, result.receipt, editor.attempt.earlier.at(-1));
    if (result.kind !== 'sent' && result.kind !== 'queued') return;
    tab.device.draft = undefined;
    if (tab.editor === editor) tab.editor = null;
  }

  async function drain(at: Device, network: ReportServer): Promise<void> {
    const note = async ({ body, earlier }: Submission) => {
      for (const id of earlier) replaced.add(id);
      const before = seen.get(body.id) ?? seen.get(earlier.at(-1) ?? '') ?? [];
      seen.set(body.id, new Set([...before, ...earlier]));
    };
    const send = senderOf({ server: network, newId }, note);
    await at.outbox?.drain(send, { eager: true });
    for (const { id, state } of (await at.outbox?.list()) ?? []) {
      if (state !== 'sent' || seenAsSent.has(id)) continue;
      seenAsSent.add(id);
      const receipt = receipts.get(id);
      if (receipt) tell(sentBodies.get(id) ?? {}, receipt, id);
    }
  }

  async function choose(tab: Tab, mine: boolean, network: ReportServer): Promise<void> {
    const { editor } = tab;
    if (!editor || editor.conflict === undefined) return;
    if (mine && editor.conflict) {
      editor.attempt = replacing(editor.attempt, editor.conflict);
      editor.seen.add(editor.conflict.id);
      return send(tab, editor, network);
    }
    tab.device.draft = undefined;
    await open(tab, true);
  }

  /** A request arrives that the page gave up. */
  async function arrive(): Promise<void> {
    await late
      .shift()?.()
      .catch(() => undefined);
    for (const each of told) if (unwritten.has(each)) each.unsure = true;
  }

  function type(tab: Tab, kilo: number): void {
    const { editor, device: at } = tab;
    if (!editor) return;
    editor.values = valuesOf(kilo);
    at.draft = { attempt: editor.attempt, values: editor.values, seen: editor.seen };
  }

  async function press(tab: Tab, planned: Faults): Promise<void> {
    const { editor } = tab;
    if (!editor || isEmpty(editor)) return;
    await inTab(tab, planned, (network) => send(tab, editor, network));
  }

  async function run(action: Action): Promise<void> {
    if (action.do === 'arrive')
      return void (await late
        .shift()?.()
        .catch(() => undefined));
    if (action.do === 'wait') return pass(10 * 60_000);
    const tab = tabOf(action.tab);
    if (action.do === 'drain')
      return inTab(tab, action.faults, (network) => drain(tab.device, network));
    if (tab.editor?.busy) return;
    if (action.do === 'open' || action.do === 'report') await open(tab, action.fresh);
    if (action.do === 'type' || action.do === 'report') type(tab, action.kilo);
    if (action.do === 'send' || action.do === 'report') return press(tab, action.faults);
    if (action.do === 'choose')
      return inTab(tab, action.faults, (network) => choose(tab, action.mine, network));
  }

  /** Whatever may have been sent is sent again until it is known. */
  async function settleTab(tab: Tab): Promise<void> {
    const isOpen = () =>
      (tab.editor?.attempt.earlier.length ?? 0) > 0 ||
      (tab.device.draft?.attempt.earlier.length ?? 0) > 0;
    for (let round = 0; round < 20 && isOpen(); round += 1) {
      // The page of an empty form sends nothing; opened anew it shows what another tab left.
      if (!tab.editor || isEmpty(tab.editor)) await open(tab, true);
      if (tab.editor?.conflict !== undefined) await choose(tab, true, server);
      else if (tab.editor)
        await send(
          tab,
          tab.editor,
          over({}, () => undefined),
        );
    }
    if (isOpen()) throw new Error('An edit never came to an end.');
  }

  return {
    ...{ run, told, queued, replaced, seen },
    async finish() {
      while (late.length > 0) await arrive();
      for (let round = 0; round < 5; round += 1) {
        pass(10 * 60_000);
        for (const tab of all)
          await drain(
            tab.device,
            over({}, () => undefined),
          );
      }
      for (const tab of all) await settleTab(tab);
      for (const tab of all)
        await drain(
          tab.device,
          over({}, () => undefined),
        );
    },
    async left() {
      const entries = await Promise.all([onePhone, otherPhone].map((each) => each.outbox?.list()));
      return entries.flat().filter((entry) => entry !== undefined);
    },
  };
}

/**
 * What was told is stored as it was told, and the last of it is the newest; nothing that was sent or
 * waited is lost, and nothing took the place of what the person had not seen. `versions`: all that
 * the server has, oldest first.
 */
export async function checkWorld(
  world: World,
  versions: readonly Report[],
  last: Told | undefined,
): Promise<void> {
  for (const { values, version } of world.told)
    expect(versions[version - 1]?.values).toEqual(values);
  if (last && !last.unsure) expect(versions.at(-1)?.values).toEqual(last.values);
  const left = await world.left();
  expect(left.filter(({ state }) => state === 'waiting' || state === 'sending')).toEqual([]);
  const kept = new Set([...versions, ...left].map(({ id }) => id));
  expect(world.queued.filter((id) => !kept.has(id) && !world.replaced.has(id))).toEqual([]);
  for (const [index, { id }] of versions.entries()) {
    const before = versions[index - 1];
    if (before) expect(world.seen.get(id)).toContain(before.id);
  }
}
