import { expect } from 'vitest';
import type { Values } from '../../../../forms/definition.ts';
import { createOutbox, type Outbox, type OutboxStore } from '../../offline/outbox.ts';
import type { OutboxEntry } from '../../offline/outbox-rules.ts';
import { mayWait } from '../../offline/outbox-rules.ts';
import type { Vault } from '../../offline/vault.ts';
import type { RawValues } from '../../values.ts';
import { type Attempt, beginEdit, type Draft } from '../attempt.ts';
import type { Receipt, ReportServer, Submission } from '../deliver.ts';
import type { Report } from '../forms.ts';
import {
  type OtherVersion,
  replacing,
  type SubmitResult,
  senderOf,
  submitAttempt,
} from '../submit.ts';
import type { Action } from './actions.ts';
import { type Faults, somebodyElse, unreliableNetwork } from './network.ts';

/**
 * One person who reports one day from two phones' tabs and a PC, over a network that loses requests
 * and answers or delivers them late, and on devices whose tabs are closed at any moment.
 */

const form = 'daily';

type Device = {
  outbox: Outbox | null;
  /** What was typed in each tab and not sent, newest first. */
  drafts: { id: string; value: Draft; seen: Set<string> }[];
  /** What the device remembers of the server's newest version. */
  known: Report | null;
};

type Editor = {
  attempt: Attempt;
  values: RawValues;
  /** Reports that the person was shown or made: only those may be followed. */
  seen: Set<string>;
  /** The stored draft that it goes on with. */
  draft?: string | undefined;
  conflict?: OtherVersion | null;
  busy?: boolean;
};

type Tab = { device: Device; editor: Editor | null };

/** The person was told that this content had been sent. */
type Confirmed = {
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
  confirmed: Confirmed[];
  /** Ids of reports that the person was told wait on the device. */
  queued: string[];
  /** Ids that somebody's later edit was made from. */
  replaced: Set<string>;
  /** Which reports the person had seen when a report was sent. */
  seen: Map<string, Set<string>>;
  /** The entries that are left on the devices. */
  left(): Promise<OutboxEntry[]>;
};

type WorldOptions = {
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
export const openVault: Vault = {
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

export function makeWorld(options: WorldOptions): World {
  const { account, server, day, formVersionId, valuesOf, newId, turn, pass } = options;
  const confirmed: Confirmed[] = [];
  const queued: string[] = [];
  const replaced = new Set<string>();
  const seen = new Map<string, Set<string>>();
  const network = unreliableNetwork(server, turn);
  const unwritten = new Set<Confirmed>();
  const seenAsSent = new Set<string>();

  const device = (hasOutbox: boolean): Device => ({
    outbox: hasOutbox ? createOutbox(account, options.store(), openVault) : null,
    drafts: [],
    known: null,
  });
  const [onePhone, otherPhone, pc] = [device(true), device(true), device(false)];
  const all: Tab[] = [onePhone, onePhone, otherPhone, pc].map((each) => ({
    device: each,
    editor: null,
  }));
  const tabOf = (index: number) => all[index] as Tab;

  /** Does something in a tab that may be closed in the middle of it. */
  async function inTab(
    tab: Tab,
    planned: Faults,
    work: (reached: ReportServer) => Promise<void>,
  ): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      const close = () => {
        tab.editor = null;
        resolve();
      };
      work(network.reach(planned, close)).then(resolve, reject);
    });
  }

  function dropDraft(at: Device, { draft }: Editor): void {
    at.drafts = at.drafts.filter(({ id }) => id !== draft);
  }

  function saveDraft(at: Device, editor: Editor): void {
    const { attempt, values, seen } = editor;
    dropDraft(at, editor);
    editor.draft = newId();
    at.drafts = [{ id: editor.draft, value: { attempt, values }, seen }, ...at.drafts];
  }

  async function open(tab: Tab, fresh: boolean): Promise<void> {
    const at = tab.device;
    if (fresh) at.known = await server.newest(form, day);
    const { known } = at;
    const sources = { outbox: at.outbox, loadDrafts: async () => at.drafts };
    const begun = await beginEdit(sources, form, { day, slot: day }, known);
    const values = begun.values ?? (known?.values as RawValues | undefined) ?? {};
    const resumed = at.drafts.find(({ id }) => id === begun.typed?.id);
    const before = resumed?.seen ?? seen.get(begun.attempt.earlier.at(-1) ?? '');
    const shown = begun.values ? begun.newer : known;
    tab.editor = {
      ...{ attempt: begun.attempt, values, draft: resumed?.id },
      seen: new Set([...(before ?? []), ...(shown ? [shown.id] : []), ...begun.attempt.earlier]),
    };
  }

  async function send(tab: Tab, editor: Editor, reached: ReportServer): Promise<void> {
    editor.busy = true;
    delete editor.conflict;
    const note = async (attempt: Attempt) => {
      editor.attempt = attempt;
      for (const id of attempt.earlier) editor.seen.add(id);
      for (const id of attempt.earlier.slice(0, -1)) replaced.add(id);
      saveDraft(tab.device, editor);
    };
    const newSeenId = () => {
      const id = newId();
      seen.set(id, editor.seen);
      return id;
    };
    const { outbox } = tab.device;
    const tools = {
      ...{ server: reached, outbox, newId: newSeenId, note },
      ...{ atOnce: false, isOpen: () => true },
    };
    const values = editor.values as Values;
    const which = { form, formVersionId, slot: day, values };
    const result = await submitAttempt(tools, editor.attempt, which);
    editor.busy = false;
    take(tab, editor, values, result);
  }

  function confirm(values: Values, receipt: Receipt, id: string | undefined): void {
    const news: Confirmed = { values, version: receipt.version };
    confirmed.push(news);
    if (receipt.id !== id) unwritten.add(news);
  }

  function take(tab: Tab, editor: Editor, values: Values, result: SubmitResult): void {
    if (result.kind === 'conflict') editor.conflict = result.other;
    // The form stays open with what was filled in, for the person to sign in again.
    if (result.kind === 'failed' && !mayWait(result.problem) && result.problem !== somebodyElse)
      throw result.problem;
    if (result.kind === 'queued') queued.push(editor.attempt.earlier.at(-1) ?? '');
    if (result.kind === 'sent') confirm(values, result.receipt, editor.attempt.earlier.at(-1));
    if (result.kind !== 'sent' && result.kind !== 'queued') return;
    dropDraft(tab.device, editor);
    if (tab.editor === editor) tab.editor = null;
  }

  async function drain(at: Device, reached: ReportServer): Promise<void> {
    const note = async ({ body, earlier }: Submission) => {
      for (const id of earlier) replaced.add(id);
      const before = seen.get(body.id) ?? seen.get(earlier.at(-1) ?? '') ?? [];
      seen.set(body.id, new Set([...before, ...earlier]));
    };
    const send = senderOf({ server: reached, newId }, note);
    await at.outbox?.drain(send, { eager: true });
    for (const { id, state } of (await at.outbox?.list()) ?? []) {
      if (state !== 'sent' || seenAsSent.has(id)) continue;
      seenAsSent.add(id);
      const receipt = network.receiptOf(id);
      if (receipt) confirm(network.valuesOf(id), receipt, id);
    }
  }

  async function choose(tab: Tab, mine: boolean, reached: ReportServer): Promise<void> {
    const { editor } = tab;
    if (!editor || editor.conflict === undefined) return;
    if (mine) {
      if (editor.conflict) {
        editor.attempt = replacing(editor.attempt, editor.conflict);
        editor.seen.add(editor.conflict.id);
      }
      return send(tab, editor, reached);
    }
    dropDraft(tab.device, editor);
    await open(tab, true);
  }

  function type(tab: Tab, kilo: number): void {
    const { editor, device: at } = tab;
    if (!editor) return;
    editor.values = valuesOf(kilo);
    saveDraft(at, editor);
  }

  async function press(tab: Tab, planned: Faults): Promise<void> {
    const { editor } = tab;
    if (!editor || isEmpty(editor)) return;
    await inTab(tab, planned, (reached) => send(tab, editor, reached));
  }

  async function run(action: Action): Promise<void> {
    if (action.do === 'arrive') return network.arrive();
    if (action.do === 'wait') return pass(10 * 60_000);
    const tab = tabOf(action.tab);
    if (action.do === 'drain')
      return inTab(tab, action.faults, (reached) => drain(tab.device, reached));
    if (tab.editor?.busy) return;
    if (action.do === 'open' || action.do === 'report') await open(tab, action.fresh);
    if (action.do === 'type' || action.do === 'report') type(tab, action.kilo);
    if (action.do === 'send' || action.do === 'report') return press(tab, action.faults);
    if (action.do === 'choose')
      return inTab(tab, action.faults, (reached) => choose(tab, action.mine, reached));
  }

  /** Whatever may have been sent is sent again until it is known. */
  async function finishTab(tab: Tab): Promise<void> {
    const isOpen = () =>
      (tab.editor?.attempt.earlier.length ?? 0) > 0 ||
      tab.device.drafts.some(({ value }) => value.attempt.earlier.length > 0);
    for (let round = 0; round < 20 && isOpen(); round += 1) {
      // The page of an empty form sends nothing; opened anew it shows what another tab left.
      if (!tab.editor || isEmpty(tab.editor)) await open(tab, true);
      if (tab.editor?.conflict !== undefined) await choose(tab, true, server);
      else if (tab.editor) await send(tab, tab.editor, network.reach({}));
    }
    if (isOpen()) throw new Error('An edit never came to an end.');
  }

  return {
    ...{ run, confirmed, queued, replaced, seen },
    async finish() {
      while (network.hasLate()) {
        await network.arrive();
        for (const each of confirmed) if (unwritten.has(each)) each.unsure = true;
      }
      for (let round = 0; round < 5; round += 1) {
        pass(10 * 60_000);
        for (const tab of all) await drain(tab.device, network.reach({}));
      }
      for (const tab of all) await finishTab(tab);
      for (const tab of all) await drain(tab.device, network.reach({}));
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
  last: Confirmed | undefined,
): Promise<void> {
  for (const { values, version } of world.confirmed)
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
