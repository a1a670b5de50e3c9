import type { ColumnType, Generated } from 'kysely';
import type { Scalar } from '../../forms/definition.ts';
import type { ProgrammeDefinition, ProgrammeForm } from '../../forms/programme.ts';
import type { PlaceTable } from '../places/public.ts';

export type ProgrammeTable = {
  id: Generated<number>;
  code: string;
  place_id: number;
  realm: string;
  /** The version in force. */
  version: number;
  created_at: Date;
  /** What it was made from; null where that is not known. */
  template: ColumnType<string | null, string | null | undefined, string>;
  template_without: ColumnType<string[] | null, string[] | null | undefined, string[]>;
};

export type ProgrammeVersionTable = {
  programme_id: number;
  version: number;
  definition: ColumnType<ProgrammeDefinition, string, never>;
  /** Ids of the form versions in force with it. */
  forms: number[];
  published_at: Date;
};

/** A form as it was published. */
export type FormContent = ProgrammeForm;

type FormVersionTable = {
  id: Generated<number>;
  programme_id: number;
  form: string;
  version: number;
  content: ColumnType<FormContent, string, never>;
  published_at: Date;
};

export type EnrolmentTable = {
  id: Generated<number>;
  programme_id: number;
  person_id: string;
  place_id: number;
  group_code: string;
  attributes: ColumnType<Record<string, Scalar>, string, string>;
  starts_on: string;
  ends_on: string | null;
  withdrawn_on: string | null;
  roster_hash: Buffer | null;
  updated_at: Date;
};

export type ProgrammeTables = {
  programmes: ProgrammeTable;
  programme_versions: ProgrammeVersionTable;
  form_versions: FormVersionTable;
  enrolments: EnrolmentTable;
  places: PlaceTable;
};
