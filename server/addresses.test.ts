import { expect, it } from 'vitest';
import { modules } from './modules.ts';
import { systemRoutes } from './system.ts';
import { nameOf, namesIn } from './testing/samples.ts';

/**
 * What stands in an address gets into the history of browsers and the logs of proxies. So it may hold
 * ids, codes, days and cursors; whatever people type about people travels in a body.
 */
const fits = [
  ...['id', 'importId', 'enrolmentId', 'programmeId', 'placeId', 'actorId', 'personId', 'grantId'],
  ...['siteId', 'scannerId', 'messageId', 'feedbackId', 'draftId', 'publicationId', 'runId'],
  ...['decisionId', 'mergeId', 'oneId', 'otherId', 'version', 'revision', 'below'],
  ...['code', 'form', 'slot', 'group', 'level', 'kind', 'action', 'state', 'mine', 'origin'],
  ...['role', 'type', 'disabled'],
  ...['day', 'from', 'to', 'startsOn', 'endsOn', 'since'],
  ...['sort', 'after', 'limit', 'format', 'lang', 'withMissing'],
];

const routes = [...modules.flatMap((module) => module.routes), ...systemRoutes];

it.each(routes.map(({ endpoint }) => [nameOf(endpoint), endpoint] as const))(
  '%s has nothing in its address that somebody could be known by',
  (_, { params, query }) => {
    const named = [params, query].flatMap(namesIn);
    expect(named.filter((name) => !fits.includes(name))).toEqual([]);
  },
);
