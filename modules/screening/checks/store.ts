import type { CodeColour } from '../../../forms/colours.ts';
import { writeAudit } from '../../../platform/audit.ts';
import { batched } from '../../../platform/batch.ts';
import { type Platform, perPlatform, type Tx } from '../../../platform/platform.ts';
import { mapConstraintErrors, Problem } from '../../../platform/problems.ts';
import type { Actor } from '../../../platform/scope.ts';
import { applyMeasurements, type CurrentCode, coloursOf } from '../../codes/public.ts';
import { tellSeniors } from '../alerts/notices.ts';
import { insertAnswers, type NewAnswers } from '../answers/queries.ts';
import { screeningProblems } from '../contract.ts';
import { findCheck, insertAlerts, insertChecks, type NewCheck } from './queries.ts';

type Given = {
  check: NewCheck;
  high: boolean;
  answers: NewAnswers | null;
  /** Who was shut out and handed it in; null for a check that came under a session. */
  handedInBy: Actor | null;
};

/** The check with the colour after it; where its id is taken, also what was stored before. */
type Stored = { check: NewCheck; colour: CodeColour; before?: NewCheck };

const mostTries = 3;

const codeUsed = () => new Problem(screeningProblems.code_used);

/** Stores checks: those of one moment together, with what they do to people's codes, in one transaction. */
export const storeCheck = perPlatform((platform) =>
  batched<Given, Stored>({
    run: (given) => storeAll(platform, given),
    maxItems: 128,
    maxInFlight: 2,
    worthBeside: 24,
  }),
);

async function storeAll(platform: Platform, given: Given[]): Promise<Stored[]> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await mapConstraintErrors({ checks_late_code: codeUsed }, () =>
        platform.hotTransaction((tx) => storeIn(tx, given)),
      );
    } catch (error) {
      // Reports of the same people may be on their way.
      const isDeadlock = (error as { code?: unknown } | null)?.code === '40P01';
      if (!isDeadlock || tries === mostTries) throw error;
    }
  }
}

async function storeIn(tx: Tx, given: Given[]): Promise<Stored[]> {
  const ids = [...new Set(given.map(({ check }) => check.enrolment_id))];
  const before = await coloursOf(tx.db, ids, tx.now);
  const unique = firstOfEach(given);
  const withColour = unique.map(({ check, ...rest }) => ({
    ...rest,
    check: { ...check, colour: before.get(check.enrolment_id)?.colour ?? 'grey' },
  }));
  const fresh = await insertChecks(
    tx.db,
    withColour.map(({ check }) => check),
  );
  const written = withColour.filter(({ check }) => fresh.has(check.id));
  await insertAnswers(
    tx.db,
    written.flatMap(({ answers }) => answers ?? []),
  );
  await noteHandedIn(tx, written);
  // What arrives with a conflict is kept, and changes nobody's colour: its time is what a phone says.
  const counting = written.filter(({ check }) => check.conflict === null);
  await applyMeasurements(
    tx,
    mayChangeCodes(counting, before).map(({ check }) => ({
      ...{ enrolmentId: check.enrolment_id, id: check.id, at: check.checked_at },
      ...{ celsius: check.temperature, byId: check.scanner_id, placeId: check.site_id },
    })),
  );
  await raise(
    tx,
    written.filter(({ high }) => high).map(({ check }) => check),
  );
  // Whoever is green and not feverish stays so, and most are.
  const changed = written.filter(({ high, check }) => high || check.colour !== 'green');
  const changedIds = [...new Set(changed.map(({ check }) => check.enrolment_id))];
  const fresher = changedIds.length > 0 ? await coloursOf(tx.db, changedIds, tx.now) : new Map();
  const after = new Map([...before, ...fresher]);
  return Promise.all(
    given.map(async (each) => {
      const colour = after.get(each.check.enrolment_id)?.colour ?? 'grey';
      const { check } = each;
      if (fresh.has(check.id) && unique.includes(each)) return { check, colour };
      const before = await findCheck(tx.db, check.id);
      return { check, colour, ...(before && { before }) };
    }),
  );
}

/** The checks of those whose code a temperature may change: nearly everybody is green, well, and stays so. */
function mayChangeCodes<T extends Pick<Given, 'check' | 'high'>>(
  given: T[],
  before: Map<number, CurrentCode>,
): T[] {
  const idOf = ({ check }: T) => check.enrolment_id;
  const concerned = given.filter((each) => each.high || before.get(idOf(each))?.isQuiet === false);
  const ids = new Set(concerned.map(idOf));
  return given.filter((each) => ids.has(idOf(each)));
}

/** The same check may be sent twice at one moment. */
function firstOfEach(given: Given[]): Given[] {
  const ids = new Set<string>();
  return given.filter(({ check }) => !ids.has(check.id) && ids.add(check.id));
}

/** Their transactions are shared with others' checks, and so each entry names who it is about. */
async function noteHandedIn(
  { db, now }: Tx,
  written: Pick<Given, 'check' | 'handedInBy'>[],
): Promise<void> {
  for (const { check, handedInBy } of written) {
    if (!handedInBy) continue;
    const details = { id: check.id };
    const entry = { action: 'check.handed_in', placeId: check.site_id, details } as const;
    await writeAudit(db, now, handedInBy, [entry]);
  }
}

async function raise(tx: Tx, checks: NewCheck[]): Promise<void> {
  if (checks.length === 0) return;
  await insertAlerts(tx.db, checks, tx.now);
  await tellSeniors(tx, checks);
}
