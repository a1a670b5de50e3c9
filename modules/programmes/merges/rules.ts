import type { Day } from '../../../forms/definition.ts';
import type { mergeProblems } from './contract.ts';

export type MergeRefusal = keyof typeof mergeProblems;

type Record = { enrolmentId: number; mergedInto: number | null; withdrawnOn: Day | null };

/** Why one record may not be merged into another one; null where it may. */
export function refusalOfMerge(survivor: Record, merged: Record): MergeRefusal | null {
  if (survivor.enrolmentId === merged.enrolmentId) return 'merge_of_one';
  if (survivor.mergedInto !== null || merged.mergedInto !== null) return 'merge_of_merged';
  if (survivor.withdrawnOn !== null && merged.withdrawnOn === null) return 'merge_into_withdrawn';
  return null;
}

type Weighed = Record & { activated: readonly unknown[]; since: Date };

/**
 * Which of two records is proposed to be kept: the one that takes part, of two that do the one with an account, because
 * accounts are never merged, else the older one.
 */
export function proposedToKeep(one: Weighed, other: Weighed): number {
  const weigh = ({ withdrawnOn, activated, since }: Weighed) => [
    withdrawnOn === null ? 0 : 1,
    -activated.length,
    since.getTime(),
  ];
  const [first, second] = [weigh(one), weigh(other)];
  const at = first.findIndex((weight, index) => weight !== second[index]);
  const isOther = at >= 0 && (second[at] as number) < (first[at] as number);
  return (isOther ? other : one).enrolmentId;
}
