import 'fake-indexeddb/auto';
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep, setImmediate as turn } from 'node:timers/promises';
import { type QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, cleanup, render, renderHook } from '@testing-library/react';
import type { ReactNode } from 'react';
import { onTestFinished, vi } from 'vitest';
import { dayOf } from '../../../../forms/days.ts';
import type { ProgrammeContent } from '../../../../forms/programme.ts';
import { penguins } from '../../../../forms/testing/penguins.ts';
import { people } from '../../../../modules/people/contract.ts';
import { programmes } from '../../../../modules/programmes/contract.ts';
import { reports } from '../../../../modules/reports/contract.ts';
import { type App, commonProblems } from '../../../../platform/contract.ts';
import { accountOf } from '../../account.ts';
import { configureApi } from '../../api.ts';
import { clearCached } from '../../offline/response-cache.ts';
import { inStore } from '../../offline/store.ts';
import { makeQueryClient } from '../../query.ts';
import { learnServerTime } from '../../server-time.ts';
import { useEnrolment } from '../gate.ts';
import { OutboxProvider } from '../outbox-provider.tsx';
import { type PublicProgramme, PublicProgrammeProvider } from '../public-programme.ts';
import {
  type Me,
  type Mine,
  mineQuery,
  type Overview,
  overviewQuery,
  ParticipantProvider,
} from '../session.ts';
import { fakeServer, refusal } from './fake-server.ts';

/** Noon at the penguins' station, whose clocks are twelve hours ahead. */
export const now = Date.parse('2024-04-10T00:00:00Z');

export type Setting = {
  programme?: ProgrammeContent;
  app?: App;
  me?: Partial<Me>;
  overview?: Partial<Overview>;
  /** The link by which the page acts for a ward. */
  wardLink?: string;
  /** Reports wait on this device where they cannot be sent. */
  outbox?: boolean;
};

export type Stage = ReturnType<typeof openStage>;

/**
 * One page of the invented programme, open until the test ends: a server, somebody who is signed in,
 * and the providers that stand around a page. Time stands still at `now` until the test moves it.
 */
export function openStage(setting: Setting = {}) {
  const { programme = penguins, app = 'portal', outbox = false, wardLink } = setting;
  timersStand = false;
  vi.useFakeTimers({ toFake: ['Date'], now });
  learnServerTime(new Date().toISOString());
  configureApi({ app });
  const server = fakeServer();
  const me = someone({ realm: programme.code, app, ...setting.me });
  const account = accountOf(me, wardLink);
  const queries = makeQueryClient();
  const { queries: defaults } = queries.getDefaultOptions();
  queries.setDefaultOptions({ queries: { ...defaults, retryDelay: 0 } });
  const signedIn = () => {
    queries.setQueryData(mineQuery(account).queryKey, stage.mine);
    queries.setQueryData(overviewQuery(account).queryKey, stage.overview);
    return ({ children }: { children: ReactNode }) => (
      <Around {...{ queries, programme }}>
        <Inside {...{ me, outbox, wardLink }}>{children}</Inside>
      </Around>
    );
  };
  const stage = {
    ...{ server, me, account, queries },
    /** What the server says of the person; the page follows when it asks anew. */
    mine: mineIn(programme),
    overview: { ...overviewIn(programme), ...setting.overview },
    /** Draws a hook as on a page of somebody who is signed in. */
    render: <T, P>(hook: (props: P) => T, initialProps?: P) =>
      renderHook(hook, { wrapper: signedIn(), initialProps: initialProps as P }),
    /** Draws what somebody sees who is signed in. */
    draw: (page: ReactNode) => render(page, { wrapper: signedIn() }),
    /** Draws a hook as on a page that is open to everybody. */
    renderOutside: <T,>(hook: () => T) =>
      renderHook(hook, {
        wrapper: ({ children }) => <Around {...{ queries, programme }}>{children}</Around>,
      }),
  };
  server.signedIn = me;
  server.on(people.me, () => {
    if (!server.signedIn) throw refusal(commonProblems.not_signed_in);
    return server.signedIn;
  });
  server.on(programmes.mine, () => stage.mine);
  server.on(reports.overview, () => stage.overview);
  onTestFinished(async () => {
    cleanup();
    vi.useRealTimers();
    queries.clear();
    // Nobody waits for what is cached: it would be there in the next test if it were stored after this.
    await clearCached(account);
    await inStore(({ tables }) => Promise.all(tables.map((table) => table.clear())), []);
  });
  return stage;
}

/** Does something to its end; as in a browser, React draws while it is under way. */
export async function doing<T>(work: () => Promise<T> | T): Promise<T> {
  let done: Promise<T> | undefined;
  let isSettled = false;
  const settle = () => {
    isSettled = true;
  };
  await act(async () => {
    done = Promise.resolve(work());
    done.then(settle, settle);
  });
  while (!isSettled) await act(() => turn());
  return done as Promise<T>;
}

let timersStand = false;

/** Waits until an expectation holds; of timers that stand still only those that are due go off. */
export async function until(check: () => void | Promise<void>): Promise<void> {
  for (let left = 400; ; left -= 1) {
    try {
      return await check();
    } catch (error) {
      if (left === 0) throw error;
    }
    await doing(async () => {
      await sleep(5);
      if (timersStand) await vi.advanceTimersByTimeAsync(0);
    });
  }
}

/** From now on timers wait for `pass`, too. */
export function stopTimers(): void {
  const timers = ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] as const;
  timersStand = true;
  vi.useFakeTimers({ toFake: ['Date', ...timers], now: Date.now() });
}

/** Lets time pass, with the timers that fall due in it; React draws before it, and each minute. */
export async function pass(milliseconds: number): Promise<void> {
  const advance = (by: number) => doing(async () => void (await vi.advanceTimersByTimeAsync(by)));
  await advance(0);
  for (let left = milliseconds; left > 0; left -= 60_000) await advance(Math.min(left, 60_000));
}

/** Lets the day of the programme turn while a page is open; `now` is noon there. */
export async function turnDay(): Promise<void> {
  stopTimers();
  vi.setSystemTime(Date.now() + 12 * 3_600_000 + 1_000);
  await doing(() => void document.dispatchEvent(new Event('visibilitychange')));
}

export function someone(given: Partial<Me> = {}): Me {
  return {
    ...{ personId: randomUUID(), name: 'Pip', realm: penguins.code, app: 'portal' },
    ...{ account: 'P0001', needsCurrentPassword: true, mustFinish: false, otherQuestion: null },
    ...given,
  };
}

type AroundProps = { queries: QueryClient; programme: ProgrammeContent; children: ReactNode };

function Around({ queries, programme, children }: AroundProps) {
  return (
    <QueryClientProvider client={queries}>
      <PublicProgrammeProvider value={publicFace(programme)}>{children}</PublicProgrammeProvider>
    </QueryClientProvider>
  );
}

type InsideProps = {
  me: Me;
  outbox: boolean;
  wardLink: string | undefined;
  children: ReactNode;
};

/** As the gates of portal and desk let somebody in. */
function Inside({ me, outbox, wardLink, children }: InsideProps) {
  const { participant } = useEnrolment(me, wardLink);
  if (!participant) return null;
  const { account } = participant;
  return (
    <ParticipantProvider value={participant}>
      {outbox ? <OutboxProvider account={account}>{children}</OutboxProvider> : children}
    </ParticipantProvider>
  );
}

function publicFace({ code, ...programme }: ProgrammeContent): PublicProgramme {
  const { name, shortName, organiser, zone, contacts, signIn, systems, pages } = programme;
  return {
    ...{ code, realm: code, name, shortName, organiser },
    ...{ zone, contacts, signIn, systems, pages },
    hasCode: false,
  };
}

function mineIn({ forms, ...definition }: ProgrammeContent): Mine {
  const [group] = definition.groups;
  return {
    ...{ programmeId: 1, enrolmentId: 1, name: 'Pip', definition },
    identifiers: [{ kind: 'card', value: 'P0001' }],
    ...{ groupCode: group?.code ?? '', services: group?.services ?? [] },
    ...{ attributes: {}, placeZh: '一号浮冰', placeEn: 'Floe 1' },
    forms: forms.map((form, index) => ({ versionId: index + 1, version: 1, ...form })),
  };
}

function overviewIn({ zone, startsOn, endsOn }: ProgrammeContent): Overview {
  return {
    today: dayOf(now, zone),
    ...{ declarationNeeded: false, phase: null, phases: [], done: 0, missed: 0 },
    ...{ dueToday: true, reportedToday: false, dueFrom: startsOn, dueTo: endsOn, reason: null },
    unknownMilestone: null,
    ...{ milestones: {}, forms: [] },
  };
}
