import type { HomeParts } from '../shell/feature.ts';
import { Counts } from './counts.tsx';
import { HomeGate } from './declaration-gate.tsx';
import { OutboxList } from './outbox-list.tsx';
import { Tiles } from './tiles.tsx';
import { TodayAction, TodayCard } from './today-card.tsx';

function TodayAndTiles() {
  return (
    <>
      <TodayCard />
      <Tiles />
    </>
  );
}

/** 健康监测: counts by phase, today's report, and the forms of the person's group (SPEC G4.1, G0). */
export const home: HomeParts = {
  name: 'reports',
  gate: HomeGate,
  head: Counts,
  urgent: OutboxList,
  card: TodayAndTiles,
  action: TodayAction,
};
