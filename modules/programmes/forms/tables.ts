import type { ColumnType, Generated } from 'kysely';
import type { FormDraft } from '../../../forms/form-draft.ts';
import type { FormPurpose } from '../../../forms/purposes.ts';

type FormDraftTable = {
  id: Generated<number>;
  programme_id: number;
  form: string;
  based_on: number | null;
  content: ColumnType<FormDraft, string, string>;
  revision: Generated<number>;
  created_by: string;
  created_at: Date;
  changed_by: string;
  changed_at: Date;
};

type FormPlacementTable = {
  programme_id: number;
  purpose: FormPurpose;
  place_id: number;
  form: string;
  placed_by: string;
  placed_at: Date;
};

export type FormTables = {
  form_drafts: FormDraftTable;
  form_placements: FormPlacementTable;
};
