import type { Readable } from 'node:stream';
import type { Lang } from '../../../forms/definition.ts';
import type { Platform } from '../../../platform/platform.ts';
import { getOrNotFound } from '../../../platform/problems.ts';
import type { Actor, PlaceScope } from '../../../platform/scope.ts';
import { type RefusedRow, refusedSheet } from '../../../platform/sheets/refused.ts';
import { type SheetFormat, type SheetValue, writeSheet } from '../../../platform/sheets/write.ts';
import { kindTexts, placeColumns, statusTexts } from './columns.ts';
import { placeRowProblems } from './contract.ts';
import { KnownPlaces, valuesOfPlace } from './known-places.ts';
import { findImport, listKnownPlaces, listRows } from './queries.ts';
import { recordText } from './rules.ts';
import { decryptRow, decryptSurvey } from './stored-rows.ts';

const sheetName = { zh: '机构和站点', en: 'Organisations and sites' };

/** Organisations and sites of one's own, each with what they are known by when they come back. */
export async function placesSheet(
  { db }: Platform,
  scope: PlaceScope,
  format: SheetFormat,
  lang: Lang,
): Promise<Readable> {
  const places = await listKnownPlaces(db, scope);
  const known = new KnownPlaces(places);
  const nth = lang === 'zh' ? 0 : 1;
  function* rows(): Generator<SheetValue[]> {
    for (const place of places) {
      if (place.kind === 'region') continue;
      const values = valuesOfPlace(place);
      const status = statusTexts[values.disabled ? 'disabled' : 'enabled'][nth];
      yield [
        ...[kindTexts[place.kind][nth], known.parentPathOf(place), place.code],
        ...[values.nameZh, values.nameEn, values.regionCode, values.address, values.remark],
        ...[status, recordText(place.id, values)],
      ];
    }
  }
  return writeSheet({
    format,
    sheetName: sheetName[lang],
    columns: placeColumns.map(({ names, width }) => {
      return { header: names[nth] ?? '', kind: 'text' as const, width };
    }),
    rows: rows(),
  });
}

/** The rows that an import refused, as they stood in the workbook, with their reasons. */
export async function refusedPlaces(
  platform: Platform,
  actor: Actor,
  importId: string,
): Promise<Readable> {
  const { survey } = getOrNotFound(await findImport(platform.db, actor, importId));
  return refusedSheet({
    format: 'xlsx',
    survey: decryptSurvey(platform.keys, importId, getOrNotFound(survey ?? undefined)),
    columns: placeColumns,
    texts: placeRowProblems,
    rows: refusedRows(platform, importId),
  });
}

const readAtOnce = 500;

async function* refusedRows(platform: Platform, importId: string): AsyncGenerator<RefusedRow> {
  for (let after = 0; ; ) {
    const search = { state: 'refused', after, limit: readAtOnce } as const;
    const rows = await listRows(platform.db, importId, search);
    for (const row of rows) yield decryptRow(platform.keys, importId, row);
    const last = rows.at(-1);
    if (!last || rows.length < readAtOnce) return;
    after = last.position;
  }
}
