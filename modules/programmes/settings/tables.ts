import type { ColumnType, Generated } from 'kysely';
import type { ProgrammeSettings } from '../../../forms/programme-settings.ts';

type ProgrammeDraftTable = {
  id: Generated<number>;
  programme_id: number;
  based_on: number;
  content: ColumnType<ProgrammeSettings, string, string>;
  revision: Generated<number>;
  created_by: string;
  created_at: Date;
  changed_by: string;
  changed_at: Date;
  proposed_by: string | null;
  proposed_at: Date | null;
  proposed_with: number | null;
};

export type SettingsTables = { programme_drafts: ProgrammeDraftTable };
