import type { ColumnType, Generated } from 'kysely';

/** What is done to everybody: days due and their counts, or the colours of codes. */
export const publicationSteps = ['days', 'colours'] as const;

export type Step = {
  step: (typeof publicationSteps)[number];
  done: number;
  total: number;
  finished: boolean;
};

export type PublicationState = 'working' | 'failed' | 'done';

type PublicationTable = {
  id: Generated<number>;
  programme_id: number;
  from_version: number;
  to_version: number;
  published_by: string | null;
  published_at: Date;
  state: PublicationState;
  steps: ColumnType<Step[], string, string>;
  after_person: string | null;
  last_enrolment: number;
  attempts: Generated<number>;
  worked_at: Date;
  finished_at: Date | null;
};

export type PublicationTables = { programme_publications: PublicationTable };
