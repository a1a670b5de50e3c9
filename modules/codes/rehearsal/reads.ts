import { maskName } from '../../../credential/masked-name.ts';
import type { ColourRules } from '../../../forms/colours.ts';
import type { Text } from '../../../forms/definition.ts';
import { notePage } from '../../../platform/audit-lists.ts';
import type { BodyOf, ResponseOf } from '../../../platform/contract.ts';
import { keyAfter, pageOf } from '../../../platform/cursor.ts';
import type { Platform } from '../../../platform/platform.ts';
import { getOrNotFound } from '../../../platform/problems.ts';
import type { Actor, PlaceScope } from '../../../platform/scope.ts';
import { namesOf } from '../../people/public.ts';
import {
  auditEntries,
  findProposed,
  programmeAt,
  resolveProgramme,
} from '../../programmes/public.ts';
import type { codes } from '../contract.ts';
import {
  type ChangedRow,
  findRehearsal,
  findRehearsalById,
  findRules,
  listChanged,
  type RehearsalRow,
  sumMatrix,
} from './queries.ts';

type Rehearsal = ResponseOf<typeof codes.rehearsal>;
type Changed = ResponseOf<typeof codes.rehearsalPeople>['items'][number];

export async function rehearsalOf(
  platform: Platform,
  scope: PlaceScope,
  asked: { programmeId: number; placeId?: number | undefined },
): Promise<Rehearsal> {
  const here = await resolveProgramme(platform, scope, asked);
  const row = await findRehearsal(platform.db, scope, asked.programmeId);
  if (!row) return null;
  const { id, draftId, revision, moment, startedAt, startedBy, state, done, total } = row;
  const names = await namesOf(platform.db, [startedBy]);
  return {
    ...{ id, draftId, revision, state, done, total },
    moment: moment.toISOString(),
    startedAt: startedAt.toISOString(),
    startedBy: names.get(startedBy) ?? '',
    finishedAt: row.finishedAt?.toISOString() ?? null,
    stale: await staleness(platform, row, here.programme.version),
    matrix: await sumMatrix(platform.db, here.scope, id),
  };
}

async function staleness(
  platform: Platform,
  { draftId, revision, fromVersion }: RehearsalRow,
  version: number,
): Promise<'draft' | 'version' | null> {
  if (fromVersion !== version) return 'version';
  return (await findProposed(platform, draftId, revision)) ? null : 'draft';
}

/** Who would change from one colour to another one; the look goes into the audit trail. */
export async function rehearsalPeople(
  platform: Platform,
  actor: Actor,
  scope: PlaceScope,
  {
    id,
    from,
    to,
    placeId,
    after,
    limit = 50,
  }: BodyOf<typeof codes.rehearsalPeople> & { id: number },
): Promise<ResponseOf<typeof codes.rehearsalPeople>> {
  const { programmeId, fromVersion } = getOrNotFound(
    await findRehearsalById(platform.db, scope, id),
  );
  const here = await resolveProgramme(platform, scope, { programmeId, placeId });
  const [last = 0] = keyAfter(after, 'number') ?? [];
  const cell = { from, to, after: last, limit: limit + 1 };
  const rows = await listChanged(platform.db, here.scope, id, cell);
  const details = { programmeId, from, to };
  const entries = auditEntries(here, { action: 'rehearsal.viewed', details });
  await notePage(platform, actor, entries, rows, limit);
  const { definition } = await programmeAt(platform, programmeId, fromVersion);
  const before = definition.colours;
  const rules = await findRules(platform.db, id);
  return pageOf(
    rows,
    limit,
    (row) => serializeChanged(row, before, rules),
    ({ enrolmentId }) => [enrolmentId],
  );
}

function serializeChanged(
  { enrolmentId, name, group, placeZh, placeEn, from, to, fromRule, toRule }: ChangedRow,
  before: ColourRules | undefined,
  rules: ColourRules | undefined,
): Changed {
  return {
    ...{ enrolmentId, name: maskName(name), group, from, to },
    place: { zh: placeZh, en: placeEn },
    fromRule: labelOf(before, fromRule),
    toRule: labelOf(rules, toRule),
  };
}

function labelOf(colours: ColourRules | undefined, rule: string | null): Text | null {
  return colours?.rules.find(({ code }) => code === rule)?.label ?? null;
}
