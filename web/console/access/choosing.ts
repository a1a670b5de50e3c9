import type { access } from '../../../modules/access/contract.ts';
import type { ResponseOf } from '../../../platform/contract.ts';

/** What the tree of permissions shows and does, without drawing it. */

export type Group = ResponseOf<typeof access.permissions>[number];
export type Sentence = Group['permissions'][number];

/** How a box stands: not ticked, ticked, or ticked in part. */
export type Tick = 'off' | 'on' | 'part';

/** Whether a permission comes with a wider one that is chosen. */
export const isIncluded = ({ narrows }: Sentence, chosen: ReadonlySet<string>): boolean =>
  narrows !== null && chosen.has(narrows);

/** A permission of which only the lesser part is chosen is ticked in part. */
export function tickOf(sentence: Sentence, group: Group, chosen: ReadonlySet<string>): Tick {
  if (chosen.has(sentence.name) || isIncluded(sentence, chosen)) return 'on';
  const hasPart = group.permissions.some(
    ({ name, narrows }) => narrows === sentence.name && chosen.has(name),
  );
  return hasPart ? 'part' : 'off';
}

export function tickOfGroup(group: Group, chosen: ReadonlySet<string>): Tick {
  const ticks = group.permissions.map((each) => tickOf(each, group, chosen));
  if (ticks.every((tick) => tick === 'on')) return 'on';
  return ticks.every((tick) => tick === 'off') ? 'off' : 'part';
}

/** Ticks a permission or takes the tick away. With the wider one its lesser part needs no tick of its own. */
export function toggled(
  sentence: Sentence,
  group: Group,
  chosen: ReadonlySet<string>,
): Set<string> {
  const next = new Set(chosen);
  if (next.delete(sentence.name)) return next;
  next.add(sentence.name);
  for (const { name, narrows } of group.permissions) {
    if (narrows === sentence.name) next.delete(name);
  }
  return next;
}

/** Ticks all of a group that one may give, or takes all of these away. */
export function toggledGroup(group: Group, chosen: ReadonlySet<string>): Set<string> {
  const mine = group.permissions.filter(({ mayGive }) => mayGive);
  const isFull = mine.every((each) => chosen.has(each.name) || isIncluded(each, chosen));
  const next = new Set(chosen);
  for (const { name } of mine) next.delete(name);
  if (isFull) return next;
  for (const { name } of mine) next.add(name);
  for (const { name, narrows } of group.permissions) {
    if (narrows !== null && next.has(narrows)) next.delete(name);
  }
  return next;
}

/** The groups with the permissions whose sentence or heading holds what was typed. */
export function matchingGroups(
  groups: readonly Group[],
  typed: string,
  lang: 'zh' | 'en',
): Group[] {
  const wanted = typed.trim().toLowerCase();
  const fits = (text: { zh: string; en: string }) => text[lang].toLowerCase().includes(wanted);
  return groups
    .map((group) => {
      if (wanted === '' || fits(group)) return group;
      const hits = group.permissions.filter(fits);
      const wider = new Set(hits.map(({ narrows }) => narrows as string));
      return {
        ...group,
        permissions: group.permissions.filter(
          (each) => hits.includes(each) || wider.has(each.name),
        ),
      };
    })
    .filter(({ permissions }) => permissions.length > 0);
}
