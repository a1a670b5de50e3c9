import type { FormDefinition } from '../../../forms/definition.ts';
import { type Route, route } from '../../../platform/routes.ts';
import { programmes } from '../contract.ts';
import { ownProgramme, resolveProgramme } from '../programme/resolve-programme.ts';
import { dropDraft, saveDraft, startDraft } from './actions.ts';
import { readFormFile, sendFormFile } from './files.ts';
import { placeForm, publishDraft, retireForm } from './publish.ts';
import { formHistory, listForms, placementsFor, versionOf, wholeDraft } from './reads.ts';

const done = { ok: true } as const;

/** Drafts are of the programme as a whole; what is published can be read, and given to places, from a part of it. */
export const formRoutes: Route[] = [
  route(programmes.forms, 'form.read', async ({ platform, scope, params }) => {
    const { programme } = await resolveProgramme(platform, scope, { programmeId: params.id });
    return listForms(platform, scope, programme);
  }),
  route(programmes.formVersions, 'form.read', async ({ platform, scope, params }) => {
    const { programme } = await resolveProgramme(platform, scope, { programmeId: params.id });
    return formHistory(platform, programme, params.form);
  }),
  route(programmes.formVersion, 'form.read', async ({ platform, scope, params }) => {
    const { programme } = await resolveProgramme(platform, scope, { programmeId: params.id });
    return versionOf(platform, programme, params);
  }),
  route(programmes.formFile, 'form.read', async ({ platform, scope, params, query, reply }) => {
    const { programme } = await resolveProgramme(platform, scope, { programmeId: params.id });
    const { content, version } = await versionOf(platform, programme, params);
    const { format } = query;
    return sendFormFile(reply, content.definition as FormDefinition, { version, format });
  }),
  route(programmes.readFormFile, 'form.change', async ({ platform, scope, params, request }) => {
    await ownProgramme(platform, scope, params.id);
    return readFormFile(request);
  }),
  route(programmes.startFormDraft, 'form.change', async (call) => {
    const { platform, actor, scope, params, body } = call;
    const programme = await ownProgramme(platform, scope, params.id);
    return startDraft(platform, { actor, scope, programme }, body);
  }),
  route(programmes.formDraft, 'form.read', async ({ platform, scope, params }) => {
    const programme = await ownProgramme(platform, scope, params.id);
    return wholeDraft(platform, scope, programme, params.draftId);
  }),
  route(programmes.saveFormDraft, 'form.change', async (call) => {
    const { platform, actor, scope, params, body } = call;
    const programme = await ownProgramme(platform, scope, params.id);
    return saveDraft(platform, { actor, scope, programme }, params.draftId, body);
  }),
  route(programmes.deleteFormDraft, 'form.change', async (call) => {
    const { platform, actor, scope, params } = call;
    const programme = await ownProgramme(platform, scope, params.id);
    await dropDraft(platform, { actor, scope, programme }, params.draftId);
    return done;
  }),
  route(programmes.publishFormDraft, 'form.publish', async (call) => {
    const { platform, actor, scope, params, body } = call;
    const programme = await ownProgramme(platform, scope, params.id);
    return publishDraft(platform, { actor, scope, programme }, params.draftId, body);
  }),
  route(programmes.retireForm, 'form.publish', async (call) => {
    const { platform, actor, scope, params, body } = call;
    const programme = await ownProgramme(platform, scope, params.id);
    await retireForm(platform, { actor, programme }, params.form, body.retired);
    return done;
  }),
  route(programmes.formPlacements, 'form.read', async ({ platform, scope, params }) => {
    const { programme } = await resolveProgramme(platform, scope, { programmeId: params.id });
    return placementsFor(platform, scope, programme);
  }),
  route(programmes.placeForm, 'form.publish', async (call) => {
    const { platform, actor, scope, params, body } = call;
    const { programme } = await resolveProgramme(platform, scope, { programmeId: params.id });
    await placeForm(platform, { actor, scope, programme }, body);
    return done;
  }),
];
