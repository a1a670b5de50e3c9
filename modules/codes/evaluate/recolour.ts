import { colourNames, formsOfColours, isWorse } from '../../../forms/colours.ts';
import { dayOf } from '../../../forms/days.ts';
import { type EventHandler, on } from '../../../platform/events.ts';
import type { Tx } from '../../../platform/platform.ts';
import { notify } from '../../notices/public.ts';
import { colourRulesChanged, loadProgramme, type Recoloured } from '../../programmes/public.ts';
import { listCodes } from '../view/queries.ts';
import { latest } from './facts.ts';
import { historyOf, inPieces, type MeasurementsOf } from './history.ts';
import type { NewState, StoredState } from './queries.ts';
import { listTakingPart, updateVersions } from './queries-history.ts';
import { type Happened, neededFor, replay } from './replay.ts';
import { adopt, type Transition } from './rules.ts';
import { type Coloured, change, colouredOf, newState, nobody, versions } from './store.ts';

/**
 * Everybody's colour follows rules that were published, as though these had always been in force. Each change stands
 * in the ledger, and is told to the person.
 */
export const recolourHandlers = (measurementsOf: MeasurementsOf): EventHandler[] => [
  on(colourRulesChanged, (tx, items) => recolour(tx, measurementsOf, items)),
];

async function recolour(
  tx: Tx,
  measurementsOf: MeasurementsOf,
  items: Recoloured[],
): Promise<void> {
  const [first] = items;
  if (!first) return;
  const { programmeId, fromVersion, toVersion } = first;
  const programme = await loadProgramme(tx.db, programmeId, toVersion);
  const now = colouredOf(programme);
  if (!now) return;
  const before = colouredOf(await loadProgramme(tx.db, programmeId, fromVersion));
  const needed = before ? neededFor(before.colours, now.colours) : 'history';
  const all = items.map(({ enrolmentId }) => enrolmentId);
  if (needed === 'nothing') return updateVersions(tx.db, all, toVersion);
  const told: Told[] = [];
  if (needed === 'history') {
    // Codes are held in the order of their enrolments, as everywhere.
    for (const ids of inPieces(all.toSorted((a, b) => a - b))) {
      told.push(...(await bring(tx, now, ids, measurementsOf)));
    }
  } else {
    // By facts alone nobody gets a code who has none.
    const ids = (await listCodes(tx.db, all)).map(({ enrolmentId }) => enrolmentId);
    told.push(...(await bring(tx, now, ids)));
  }
  // Nobody shows a code who was withdrawn or merged.
  const today = dayOf(tx.now, programme.definition.zone);
  const shown = await listTakingPart(
    tx.db,
    told.map(({ enrolmentId }) => enrolmentId),
    today,
  );
  await tell(
    tx,
    now,
    programme.realm,
    items,
    told.filter(({ enrolmentId }) => shown.has(enrolmentId)),
  );
}

type Told = { enrolmentId: number } & Pick<Transition, 'from' | 'colour'>;

/** Brings codes to rules, by the past of their people where that is to be read. Answers whose colour is another one. */
async function bring(
  tx: Tx,
  now: Coloured,
  ids: number[],
  measurementsOf?: MeasurementsOf,
): Promise<Told[]> {
  const told: Told[] = [];
  await change(tx, now, ids, async (states) => {
    // Read once the codes are held, and whatever was written meanwhile, so that no report is missed.
    const forms = formsOfColours(now.colours);
    const source = { platform: tx.platform, db: tx.db };
    const happened =
      measurementsOf && (await historyOf(source, measurementsOf, ids, { forms, upTo: null }));
    const coloured = versions(tx, now);
    const fresh: NewState[] = [];
    for (const state of states) {
      const { enrolmentId } = state.head;
      const former = await coloured(state.version);
      const own = happened ? (happened.get(enrolmentId) ?? []) : null;
      const next = brought(tx, former, former.version > now.version ? former : now, state, own);
      if (next.entries.length > 0 || state.head.entries > 0) fresh.push(next);
      if (next.changed) told.push({ enrolmentId, ...next.changed });
    }
    return fresh;
  });
  return told;
}

function brought(
  tx: Tx,
  former: Coloured,
  coloured: Coloured,
  stored: StoredState,
  happened: Happened[] | null,
): NewState & { changed: Transition | undefined } {
  // What was written while this waited for the code is later than the time at which it began.
  const written = (happened ?? []).map((each) => each.at);
  const at = latest(tx.now.toISOString(), stored.evaluatedAt, ...written);
  const { colours } = coloured;
  const facts = happened ? replay(colours, happened, stored.facts, at) : stored.facts;
  const { state, transitions } = adopt(former.colours, colours, stored, { facts, at });
  const told = transitions.map((transition) => ({ transition, by: nobody }));
  const changed = transitions.find(({ why, from, colour }) => why === 'rules' && from !== colour);
  return { ...newState(tx, coloured, stored, { state, told }), changed };
}

/** Tells people that their colour is another one now. */
async function tell(
  tx: Tx,
  { version }: Coloured,
  realm: string,
  items: Recoloured[],
  told: Told[],
): Promise<void> {
  const persons = new Map(items.map(({ enrolmentId, personId }) => [enrolmentId, personId]));
  const notices = told.map(({ enrolmentId, from, colour }) => {
    const [was, now] = [colourNames[from], colourNames[colour]];
    const [more, moreEn] = isWorse(colour, from)
      ? ['您可以查看原因，也可以申诉。', 'You can see why, and appeal.']
      : ['您可以查看原因。', 'You can see why.'];
    return {
      ...{ personId: persons.get(enrolmentId) as string, realm, link: '/code' },
      ...{ kind: 'codes.rules', key: `codes.rules/${enrolmentId}/${version}` },
      zh: `健康码规则已调整，您的码色由“${was.zh}”变为“${now.zh}”。${more}`,
      en: `The rules of health codes have changed: your code was “${was.en}” and is “${now.en}” now. ${moreEn}`,
    };
  });
  await notify(tx, notices);
}
