import type { Static } from 'typebox';
import type { EnrolOutcome } from '../enrolment/enrol.ts';
import type { Namesake } from '../enrolment/queries.ts';
import type { RosterBatch } from '../roster/batches.ts';
import type { ParsedRow } from '../roster/rows.ts';
import type { RosterImport } from './contract.ts';

type Preview = NonNullable<Static<typeof RosterImport>['preview']>;
type OfRecord = Pick<Preview, 'warnings' | 'warningCount' | 'changes' | 'changeCount'>;

const most = { warnings: 200, changes: 500 };

/** Names of the new people of a batch, to be looked for among those on record. */
export function newNames({ rows }: RosterBatch, outcomes: EnrolOutcome[]): string[] {
  const fresh = rows.filter((_, index) => outcomes[index]?.state === 'fresh');
  return [...new Set(fresh.map(({ entry }) => entry.name))];
}

/** Gathers what a roster does to people on record: whom it changes in what, and whom it may bring a second time. */
export function recordView() {
  const warnings: Preview['warnings'] = [];
  const changes: Preview['changes'] = [];
  let [warningCount, changeCount] = [0, 0];

  const warn = (place: { row: number; sheet?: string }, { knownBy }: Namesake): void => {
    warningCount += 1;
    if (warnings.length >= most.warnings) return;
    const code = knownBy === '' ? 'same_name_on_record' : 'same_name_on_record_as';
    const params = knownBy === '' ? {} : { params: { known: knownBy } };
    warnings.push({ ...place, column: 'name', code, ...params, value: '' });
  };

  return {
    see({ rows }: RosterBatch, outcomes: EnrolOutcome[], namesakes: Namesake[]): void {
      const known = new Map(namesakes.map((each) => [keyOf(each.name, each.placeCode), each]));
      for (const [index, { row, sheetName, entry }] of rows.entries()) {
        const outcome = outcomes[index];
        const place = { row, ...(sheetName !== undefined && { sheet: sheetName }) };
        const same = known.get(nameKey(entry));
        if (outcome?.state === 'fresh' && same) warn(place, same);
        if (outcome?.state !== 'updated') continue;
        const { name, differences } = outcome;
        const told = differences.length > 0 ? differences : [{ column: '', from: '', to: '' }];
        changeCount += told.length;
        const room = most.changes - changes.length;
        changes.push(...told.slice(0, room).map((each) => ({ ...place, name, ...each })));
      }
    },
    with: <T extends OfRecord>(found: T): T => ({
      ...found,
      warnings: [...warnings, ...found.warnings].slice(0, most.warnings),
      warningCount: warningCount + found.warningCount,
      ...{ changes, changeCount },
    }),
  };
}

/** One name is not rare among thousands; in one unit it is more likely one person with another card. */
const keyOf = (name: string, unit: string) => `${unit.toLowerCase()} ${name}`;

const nameKey = ({ name, organisation }: ParsedRow['entry']) => keyOf(name, organisation.code);
