const day = 86_400_000;

/** A request that nobody has answered by then is over. */
export const requestDays = 14;
/** So many people one may care for, and be cared for by. */
export const mostWards = 8;
export const mostCarers = 4;
/** So many requests a day, also of those that lead to nobody: else documents could be tried out. */
export const requestsADay = 5;
/** What is over is kept for so long, for whoever asks what happened. */
export const keptDays = 180;

export const expiryOf = (askedAt: Date): Date => new Date(askedAt.getTime() + requestDays * day);

export const dayBefore = (now: Date): Date => new Date(now.getTime() - day);

export const forgottenBefore = (now: Date): Date => new Date(now.getTime() - keptDays * day);

/** Who would be whose carer. */
export type Pair = { carerId: string; wardId: string };

export function pairOf(askerId: string, otherId: string, askerCares: boolean): Pair {
  return askerCares ? { carerId: askerId, wardId: otherId } : { carerId: otherId, wardId: askerId };
}

/** Why two people cannot be linked now; null where they can. */
export function linkRefusal(counts: {
  wards: number;
  carers: number;
}): 'too_many_wards' | 'too_many_carers' | null {
  if (counts.wards >= mostWards) return 'too_many_wards';
  return counts.carers >= mostCarers ? 'too_many_carers' : null;
}
