import { isDeepStrictEqual } from 'node:util';
import { checkTemplate } from '../../../forms/check-template.ts';
import type {
  ProgrammeContent,
  ProgrammeDefinition,
  ProgrammeForm,
} from '../../../forms/programme.ts';
import { credentialScopes, initialPasswordOf, questionsOf } from '../../../forms/sign-in.ts';
import type { Tx } from '../../../platform/platform.ts';
import { getOrNotFound, Problem } from '../../../platform/problems.ts';
import { addRealm, type NewRealm } from '../../people/public.ts';
import { programmesProblems } from '../contract.ts';
import type { FormVersion, Programme } from '../model.ts';
import { follow } from '../publications/actions.ts';
import { loadProgramme } from './cache.ts';
import {
  insertFormVersions,
  insertVersion,
  lastFormVersions,
  lockProgramme,
  setVersion,
} from './queries.ts';

/**
 * Publishes the next version of a programme and tells `people` how one signs in from now on. A form that
 * did not change keeps its version. Everybody's days due and colours follow, in a job where these are many. Asks
 * nobody. Throws `not_found`, `template_invalid`.
 */
export async function publishVersion(
  tx: Tx,
  programmeId: number,
  next: ProgrammeContent,
): Promise<Programme> {
  const { code, version } = getOrNotFound(await lockProgramme(tx.db, programmeId));
  const template = { ...next, code };
  checkPublishable(template);
  await addRealm(tx, realmOf(code, template));
  const before = await loadProgramme(tx.db, programmeId, version);
  await writeVersion(tx, { id: programmeId, version: version + 1 }, template, before.forms);
  await setVersion(tx.db, programmeId, version + 1);
  const published = await loadProgramme(tx.db, programmeId, version + 1);
  await follow(tx, before, published);
  return published;
}

/** Throws `template_invalid` for what no programme can be made of. */
export function checkPublishable(template: ProgrammeContent): void {
  const problems = checkTemplate(template);
  if (problems.length > 0) {
    throw new Problem(programmesProblems.template_invalid, { fields: problems });
  }
}

/** How people sign in to a programme, as `people` is told. */
export function realmOf(
  code: string,
  definition: Pick<ProgrammeDefinition, 'signIn' | 'systems'>,
): NewRealm {
  const { ways, password, registration } = definition.signIn;
  const { count, choices } = questionsOf(definition.signIn);
  return {
    code,
    ways: ways.map(({ type }) => type),
    apps: credentialScopes(definition),
    passwordRequired: password === 'required',
    registration: registration !== undefined,
    oneTimePasswords: initialPasswordOf(definition.signIn) === 'random',
    questions: { choices: choices.map((choice) => choice.code), count },
  };
}

/** Writes a version and those of its forms that differ from the versions `inForce`. */
export async function writeVersion(
  tx: Tx,
  { id, version }: { id: number; version: number },
  { forms, ...definition }: ProgrammeContent,
  inForce: ReadonlyMap<string, FormVersion> = new Map(),
): Promise<void> {
  const changed = forms.filter((form) => !isSame(form, inForce.get(form.definition.code)));
  const last = await lastFormVersions(tx.db, id);
  const contents = changed.map((content) => ({
    version: (last.get(content.definition.code) ?? 0) + 1,
    content,
  }));
  const ids = await insertFormVersions(tx.db, id, contents, tx.now);
  const written = new Map(changed.map((form, index) => [form, ids[index] as number]));
  await insertVersion(tx.db, {
    programme_id: id,
    version,
    definition,
    forms: forms.map(
      (form) => written.get(form) ?? (inForce.get(form.definition.code) as FormVersion).id,
    ),
    published_at: tx.now,
  });
}

function isSame(form: ProgrammeForm, known: FormVersion | undefined): boolean {
  if (!known) return false;
  const { id, programmeId, form: code, version, ...content } = known;
  return isDeepStrictEqual(content, JSON.parse(JSON.stringify(form)));
}
