import type { FormDefinition, Values } from '../../../forms/definition.ts';
import { rowTypeOf } from '../../../forms/fields/registry.ts';
import { leavesOf } from '../../../forms/leaves.ts';
import type { StoredFile } from '../../../platform/files.ts';
import { Problem } from '../../../platform/problems.ts';
import { reportsProblems } from '../contract.ts';

export const photoPurpose = 'report-photo';
/** Of what was sent, until it is drawn. */
export const arrivingPurpose = 'report-photo-arriving';

/** Photos belong to the enrolment: later versions, and other reports, may show the same one. */
export function photoOwner(enrolmentId: number): { module: string; record: string } {
  return { module: 'reports', record: String(enrolmentId) };
}

/** The photos that a field holds; `path` leads to it. */
export type PhotoField = { path: string; ids: string[] };

/** All photos that a report names, field by field. */
export function photosIn({ fields }: FormDefinition, values: Values): PhotoField[] {
  return leavesOf(fields, values).flatMap(({ field, path, value }) => {
    const ids = rowTypeOf(field).files?.(value) ?? [];
    return ids.length > 0 ? [{ path, ids }] : [];
  });
}

export function isPhotoOf(file: StoredFile, enrolmentId: number): boolean {
  const { module, record } = photoOwner(enrolmentId);
  return file.purpose === photoPurpose && file.module === module && file.record === record;
}

const maxMegabytes = 10;
export const maxPhotoBytes = maxMegabytes * 1024 * 1024;

export function photoTooLarge(): Problem {
  return new Problem(reportsProblems.photo_too_large, { params: { max: maxMegabytes } });
}
