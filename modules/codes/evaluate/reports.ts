import {
  type Assessment,
  assess,
  type ColourRules,
  formsOfColours,
} from '../../../forms/colours.ts';
import type { FormDefinition } from '../../../forms/definition.ts';
import type { EventHandler } from '../../../platform/events.ts';
import type { Tx } from '../../../platform/platform.ts';
import { formVersion, type Programme, programmeAt } from '../../programmes/public.ts';
import { onReports, type ReportSubmitted } from '../../reports/public.ts';
import { renewQuiet } from './queries.ts';
import { colouredOf, type Happening, takeUp } from './store.ts';

type Assessed = { item: ReportSubmitted; definition: FormDefinition } & Assessment;

/**
 * Reports that were written together, in the transaction that writes them. Most are clean and come from
 * people who are green: one statement renews these. What the others come to the rules decide.
 */
async function evaluateReports(tx: Tx, items: ReportSubmitted[]): Promise<void> {
  for (const part of Map.groupBy(items, versionOf).values()) {
    const [first] = part as [ReportSubmitted];
    const programme = await programmeAt(tx.platform, first.programmeId, first.programmeVersion);
    await evaluatePart(tx, programme, part);
  }
}

const versionOf = ({ programmeId, programmeVersion }: ReportSubmitted) =>
  `${programmeId}/${programmeVersion}`;

async function evaluatePart(tx: Tx, programme: Programme, items: ReportSubmitted[]): Promise<void> {
  const coloured = colouredOf(programme);
  if (!coloured) return;
  const assessed = await assessAll(tx, coloured.colours, items);
  const byPerson = Map.groupBy(assessed, ({ item }) => item.enrolmentId);
  const quiet = [...byPerson].flatMap(([enrolmentId, own]) =>
    own.every(({ met, renews }) => met.length === 0 && renews)
      ? [{ enrolmentId, at: newestOf(own) }]
      : [],
  );
  const { id: programmeId, version, colours } = coloured;
  const renewal = { programmeId, version, staleDays: colours.grey.afterDays };
  const renewed = quiet.length > 0 ? await renewQuiet(tx.db, renewal, quiet) : new Set<number>();
  const rest = assessed.filter(({ item }) => !renewed.has(item.enrolmentId));
  const happenings = rest.toSorted(bySending).map((each) => happeningOf(each, colours));
  await takeUp(tx, coloured, happenings);
}

async function assessAll(
  tx: Tx,
  colours: ColourRules,
  items: ReportSubmitted[],
): Promise<Assessed[]> {
  const assessed: Assessed[] = [];
  for (const item of items) {
    const { definition } = await formVersion(tx.platform, item.formVersionId);
    assessed.push({ item, definition, ...assess(colours, definition, item.values) });
  }
  return assessed;
}

function newestOf(own: Assessed[]): Date {
  return new Date(Math.max(...own.map(({ item }) => item.sentAt.getTime())));
}

function bySending({ item: a }: Assessed, { item: b }: Assessed): number {
  return a.sentAt.getTime() - b.sentAt.getTime() || a.version - b.version;
}

function happeningOf(
  { item, definition, met, clears, renews }: Assessed,
  colours: ColourRules,
): Happening {
  const { id, sentAt, enrolmentId, sentBy, values } = item;
  const report = { kind: 'report' as const, id, at: sentAt.toISOString() };
  const known = { ...report, met, clears, renews };
  return {
    ...{ enrolmentId, actorId: sentBy },
    // Another version may have been published while it was on its way.
    change: (rules) =>
      rules === colours ? known : { ...report, ...assess(rules, definition, values) },
  };
}

export const codesHandlers: EventHandler[] = [
  onReports(({ colours }) => (colours ? formsOfColours(colours) : []), evaluateReports),
];
