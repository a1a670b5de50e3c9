import type { FormDefinition, Values } from '../../../forms/definition.ts';
import { rowTypeOf } from '../../../forms/fields/registry.ts';
import { leavesOf } from '../../../forms/leaves.ts';
import type { StoredFile } from '../../../platform/files.ts';

export const photoPurpose = 'report-photo';

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
