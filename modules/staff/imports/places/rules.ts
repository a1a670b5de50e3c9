import { rowVersion } from '../../../../platform/row-version.ts';
import type { KnownPlace } from '../known-places.ts';
import { type ExportedRecord, type FieldValue, signs } from '../records.ts';

/** What a workbook may change of a place that exists. */
export type PlaceValues = {
  nameZh: string;
  nameEn: string;
  regionCode: string | null;
  address: string | null;
  remark: string | null;
  disabled: boolean;
};

export type PlaceField = keyof PlaceValues;

export const placeFields = [
  'nameZh',
  'nameEn',
  'regionCode',
  'address',
  'remark',
  'disabled',
] as const satisfies PlaceField[];

export type PlaceRecord = ExportedRecord<PlaceField>;

export const standsFor = (field: PlaceField, value: FieldValue): string =>
  rowVersion([field, value]).slice(0, signs);

export const valuesOfPlace = (place: KnownPlace): PlaceValues => ({
  nameZh: place.name_zh,
  nameEn: place.name_en,
  regionCode: place.region_code,
  address: place.address,
  remark: place.remark,
  disabled: place.disabled,
});
