import { defineEvent } from '../../../platform/events.ts';

/** One record of a programme was merged into another one, or a merge was undone. */
export type RecordsMerged = {
  mergeId: string;
  programmeId: number;
  programmeVersion: number;
  survivorId: number;
  mergedId: number;
  undone: boolean;
};

/** Said when identifiers and enrolments are as they are from then on. */
export const recordsMerged = defineEvent<RecordsMerged>('programmes.recordsMerged');
