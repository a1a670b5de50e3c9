import { type Route, route } from '../../../platform/routes.ts';
import { programmes } from '../contract.ts';
import { resolveProgramme } from '../programme/resolve-programme.ts';
import { mergePair, undoMerge } from './actions.ts';
import { comparePair, mergesOfProgramme, mergesOfRecord } from './compare.ts';
import { dismissedPairs, judgePair, likelyPairs } from './pairs.ts';

export const mergeRoutes: Route[] = [
  route(programmes.likelyPairs, 'person.merge', async (call) => {
    const { platform, actor, scope, params, body } = call;
    const { placeId } = body;
    const view = await resolveProgramme(platform, scope, { programmeId: params.id, placeId });
    return likelyPairs(platform, actor, view, body);
  }),

  route(programmes.dismissedPairs, 'person.merge', async (call) => {
    const { platform, actor, scope, params, query } = call;
    const view = await resolveProgramme(platform, scope, { programmeId: params.id });
    return dismissedPairs(platform, actor, view, query);
  }),

  route(programmes.dismissPair, 'person.merge', async (call) => {
    const { platform, actor, scope, params, body } = call;
    const { programme } = await resolveProgramme(platform, scope, { programmeId: params.id });
    await judgePair(platform, actor, scope, programme, body, true);
    return { ok: true as const };
  }),

  route(programmes.restorePair, 'person.merge', async (call) => {
    const { platform, actor, scope, params, body } = call;
    const { programme } = await resolveProgramme(platform, scope, { programmeId: params.id });
    await judgePair(platform, actor, scope, programme, body, false);
    return { ok: true as const };
  }),

  route(programmes.comparePair, 'person.merge', async (call) => {
    const { platform, actor, scope, params } = call;
    const view = await resolveProgramme(platform, scope, { programmeId: params.id });
    return comparePair(platform, actor, view, params);
  }),

  route(programmes.mergePair, 'person.merge', async (call) => {
    const { platform, actor, scope, params, body } = call;
    const { programme } = await resolveProgramme(platform, scope, { programmeId: params.id });
    return mergePair(platform, actor, scope, programme, body);
  }),

  route(programmes.merges, 'person.merge', async (call) => {
    const { platform, actor, scope, params, query } = call;
    const view = await resolveProgramme(platform, scope, { programmeId: params.id });
    return mergesOfProgramme(platform, actor, view, query);
  }),

  route(programmes.mergesOf, 'person.merge', async (call) => {
    const { platform, actor, scope, params } = call;
    const view = await resolveProgramme(platform, scope, { programmeId: params.id });
    return mergesOfRecord(platform, actor, view, params.enrolmentId);
  }),

  route(programmes.undoMerge, 'person.merge', async (call) => {
    const { platform, actor, scope, params, body } = call;
    const { programme } = await resolveProgramme(platform, scope, { programmeId: params.id });
    const { mergeId } = params;
    await undoMerge(platform, actor, scope, programme, { mergeId, ...body });
    return { ok: true as const };
  }),
];
