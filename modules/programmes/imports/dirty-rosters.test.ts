import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { weighInDays } from '../../../server/testing/cast.ts';
import { dirtyRosters } from '../../../server/testing/dirty-rosters/all.ts';
import { type DirtyRoster, numbered } from '../../../server/testing/dirty-rosters/parts.ts';
import { type RosterKit, startRosterKit, upload } from '../../../server/testing/roster.ts';
import { createProgramme } from '../public.ts';

/** Rosters as real offices write them, from upload to preview. */

let { kit, cast, otto, id } = {} as RosterKit;

beforeAll(async () => {
  ({ kit, cast, otto } = await startRosterKit());
  const { station } = cast.places;
  const flock = await kit.platform.transaction(null, (tx) =>
    createProgramme(tx, {
      ...{ content: numbered, code: 'flock', place: { id: station.id }, ...weighInDays },
    }),
  );
  id = flock.id;
});
afterAll(() => kit.close());

const titled = dirtyRosters.map((roster): [string, DirtyRoster] => [roster.what, roster]);

describe('a roster as real offices write them', () => {
  it.each(titled)('%s', async (_, { file, expected }) => {
    const found = await upload(kit, otto, id, Buffer.from(await file()));
    const { preview } = found;
    if (expected.sheets) expect(preview?.sheets).toMatchObject(expected.sheets);
    if ('refused' in expected) {
      expect([found.state, found.problem]).toEqual(['refused', expected.refused]);
      if (expected.params) expect(found.problemParams).toMatchObject(expected.params);
      return;
    }
    expect([found.state, found.problem]).toEqual(['checked', null]);
    const { fresh, refusedRows: refused = 0, problems = [], notes = [] } = expected;
    expect(preview?.receipt).toMatchObject({ rows: fresh + refused, fresh, refused });
    const told = preview?.problems.map(({ row, column, code }) => [row, column, code]);
    expect(told).toEqual(problems);
    expect(preview?.notes).toEqual(notes.map((note) => ({ sheet: null, ...note })));
    expect(preview?.merged).toEqual(expected.merged ?? []);
    expect(preview?.unknown).toEqual(expected.unknown ?? []);
    expect(preview?.ignored.map(({ row }) => row)).toEqual(expected.ignored ?? []);
    if (expected.encoding) expect(preview?.encoding).toBe(expected.encoding);
    if (expected.names) expect(preview?.sample.map(({ name }) => name)).toEqual(expected.names);
  });
});
