import type { Db } from '../../../platform/database.ts';
import { type Platform, perPlatform } from '../../../platform/platform.ts';
import { getOrNotFound } from '../../../platform/problems.ts';
import type { FormVersion, Programme } from '../model.ts';
import {
  findProgramme,
  findProgrammeByCode,
  findVersion,
  listFormVersionIds,
  listFormVersions,
} from './queries.ts';

/** Published versions never change, so they are kept in memory. */

const programmesCached = 200;
const formsCached = 2000;

const programmeCache = perPlatform(() => lru<string, Programme>(programmesCached));
const formCache = perPlatform(() => lru<number, FormVersion>(formsCached));

/** One version of a programme. Throws `not_found`. */
export function programmeAt(platform: Platform, id: number, version: number): Promise<Programme> {
  return programmeCache(platform)(`${id}/${version}`, () =>
    loadProgramme(platform.db, id, version),
  );
}

/** The programme as it is in force. Throws `not_found`. */
export async function currentProgramme(platform: Platform, id: number): Promise<Programme> {
  const { version } = getOrNotFound(await findProgramme(platform.db, id));
  return programmeAt(platform, id, version);
}

/** By the code that stands in addresses. Throws `not_found`. */
export async function programmeByCode(platform: Platform, code: string): Promise<Programme> {
  const { id, version } = getOrNotFound(await findProgrammeByCode(platform.db, code));
  return programmeAt(platform, id, version);
}

/** A form's version by its id, of any programme. Throws `not_found`. */
export function formVersion(platform: Platform, id: number): Promise<FormVersion> {
  return formCache(platform)(id, async () =>
    getOrNotFound((await listFormVersions(platform.db, [id]))[0]),
  );
}

/** The versions that things were made with, such as reports, by their ids. */
export async function formVersionsOf(
  platform: Platform,
  made: readonly { formVersionId: number }[],
): Promise<Map<number, FormVersion>> {
  const ids = [...new Set(made.map(({ formVersionId }) => formVersionId))];
  const versions = await Promise.all(ids.map((id) => formVersion(platform, id)));
  return new Map(versions.map((version) => [version.id, version]));
}

/** Every version of a programme's forms, newest first. `form` narrows to one of them. */
export async function allFormVersions(
  platform: Platform,
  programmeId: number,
  form?: string,
): Promise<FormVersion[]> {
  const ids = await listFormVersionIds(platform.db, programmeId, form);
  return Promise.all(ids.map((id) => formVersion(platform, id)));
}

/** Reads a version as it stands; within a transaction also one that it has just published. */
export async function loadProgramme(db: Db, id: number, version: number): Promise<Programme> {
  const row = getOrNotFound(await findVersion(db, id, version));
  const forms = await listFormVersions(db, row.forms);
  const byId = new Map(forms.map((form) => [form.id, form]));
  const inOrder = row.forms.map((formId) => getOrNotFound(byId.get(formId)));
  return {
    id: row.id,
    code: row.code,
    version,
    realm: row.realm,
    placeId: row.placeId,
    definition: row.definition,
    forms: new Map(inOrder.map((form) => [form.form, form])),
  };
}

/** A cache of the `most` last used values; simultaneous requests for one value share its look-up. */
function lru<K, V>(most: number): (key: K, load: () => Promise<V>) => Promise<V> {
  const known = new Map<K, Promise<V>>();
  return (key, load) => {
    let value = known.get(key);
    if (!value) {
      value = load();
      value.catch(() => known.delete(key));
    }
    known.delete(key);
    known.set(key, value);
    const oldest = known.keys().next();
    if (known.size > most && !oldest.done) known.delete(oldest.value);
    return value;
  };
}
