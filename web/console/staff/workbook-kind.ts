import type { ReactNode } from 'react';
import type { staff } from '../../../modules/staff/contract.ts';
import type { PermissionName, ResponseOf } from '../../../platform/contract.ts';
import type { Text } from '../../shared/i18n.ts';

type Endpoints = {
  start: typeof staff.startPlaceImport;
  list: typeof staff.placeImports;
  one: typeof staff.placeImport;
  rows: typeof staff.placeImportRows;
  choose: typeof staff.chooseInPlaces;
  confirm: typeof staff.confirmPlaceImport;
  discard: typeof staff.discardPlaceImport;
  refused: typeof staff.refusedPlaceRows;
};

/** What workbooks of one kind are: all else on their pages is the same. */
export type WorkbookKind = {
  path: '/place-imports' | '/member-imports';
  /** Who may bring one. */
  permission: PermissionName;
  endpoints: Endpoints;
  texts: Record<'title' | 'note' | 'drop' | 'dropHint' | 'noneHint' | 'thing', Text>;
  /** How its columns and fields are called. */
  columns: Record<string, Text>;
  /** What leads to the workbooks that one takes out. */
  Exports: () => ReactNode;
  /** Of kinds that add people with one-time passwords. */
  passwords?: typeof staff.takeImportedPasswords;
};

export type WorkbookImport = ResponseOf<typeof staff.placeImport>;

/** The server is at work on it. */
export const isMoving = ({ state }: WorkbookImport): boolean =>
  state === 'checking' || state === 'importing';
