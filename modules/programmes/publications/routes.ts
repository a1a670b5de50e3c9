import { type Route, route } from '../../../platform/routes.ts';
import { namesOf } from '../../people/public.ts';
import { programmes } from '../contract.ts';
import { ownProgramme } from '../programme/resolve-programme.ts';
import { tryAgain } from './actions.ts';
import { listPublications } from './queries.ts';

/** So many are shown; all of them stand in the audit trail. */
const shown = 10;

export const publicationRoutes: Route[] = [
  route(programmes.publications, 'programme.read', async ({ platform, scope, params }) => {
    const { id } = await ownProgramme(platform, scope, params.id);
    const rows = await listPublications(platform.db, id, shown);
    const names = await namesOf(
      platform.db,
      rows.flatMap(({ published_by }) => published_by ?? []),
    );
    return rows.map((row) => ({
      ...{ id: row.id, version: row.to_version, state: row.state, steps: row.steps },
      publishedAt: row.published_at.toISOString(),
      publishedBy: row.published_by && (names.get(row.published_by) ?? ''),
      finishedAt: row.finished_at?.toISOString() ?? null,
    }));
  }),
  route(
    programmes.resumePublication,
    'programme.change_rules',
    async ({ platform, actor, scope, params }) => {
      const programme = await ownProgramme(platform, scope, params.id);
      await platform.transaction(actor, (tx) => tryAgain(tx, programme, params.publicationId));
      return { ok: true } as const;
    },
  ),
];
