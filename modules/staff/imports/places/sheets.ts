import type { Readable } from 'node:stream';
import type { Lang } from '../../../../forms/definition.ts';
import type { Platform } from '../../../../platform/platform.ts';
import type { PlaceScope } from '../../../../platform/scope.ts';
import {
  type SheetFormat,
  type SheetValue,
  writeSheet,
} from '../../../../platform/sheets/write.ts';
import { KnownPlaces } from '../known-places.ts';
import { listKnownPlaces } from '../queries-places.ts';
import { recordText } from '../records.ts';
import { statusTexts } from '../texts.ts';
import { kindTexts, placeColumns } from './columns.ts';
import { placeFields, standsFor, valuesOfPlace } from './rules.ts';

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
        ...[status, recordText(placeFields, place.id, values, standsFor)],
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
