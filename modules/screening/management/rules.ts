import type { ColourRules } from '../../../forms/colours.ts';
import { isDay } from '../../../forms/days.ts';
import { instantOfWall } from '../../../forms/wall-time.ts';
import type { PermissionName } from '../../../platform/contract.ts';
import { invalid } from '../../../platform/problems.ts';
import type { HeldPermission } from '../../access/public.ts';

/** Which checks somebody sees: paths of places. */
export type Reach = {
  /** All checks at the sites there. */
  all: string[];
  /** Those alone that they made. */
  own: string[];
  /** Names and numbers in full. */
  unmask: string[];
};

/** Of two sets of subtrees what lies in both. */
function intersection(some: readonly string[], others: readonly string[]): string[] {
  const both = some.flatMap((one) =>
    others.flatMap((other) => {
      if (one.startsWith(other)) return [one];
      return other.startsWith(one) ? [other] : [];
    }),
  );
  const unique = [...new Set(both)];
  return unique.filter((path) => !unique.some((other) => other !== path && path.startsWith(other)));
}

/** What somebody sees of a part of the tree; to take it away as a file they hold another permission there. */
export function reachIn(
  part: string,
  held: readonly HeldPermission[],
  use: 'look' | 'export',
): Reach {
  const pathsOf = (wanted: PermissionName) =>
    held.flatMap(({ permission, path }) => (permission === wanted ? [path] : []));
  const usable = use === 'look' ? [part] : intersection([part], pathsOf('check.export'));
  const of = (permission: PermissionName) => intersection(usable, pathsOf(permission));
  return { all: of('check.read'), own: of('check.read_own'), unmask: of('check.unmask') };
}

export const seesNothing = ({ all, own }: Reach): boolean => all.length + own.length === 0;

const minute = 60_000;

/** From this instant on, and before that one. */
export type Span = { since: Date | null; until: Date | null };

/** Times on the programme’s clocks as instants; the last minute belongs to the span. */
export function spanOf(
  { from, to }: { from?: string | undefined; to?: string | undefined },
  zone: string,
): Span {
  const since = from === undefined ? null : instantAt('from', from, zone);
  const last = to === undefined ? null : instantAt('to', to, zone);
  if (since && last && last < since) throw invalid({ path: 'to', code: 'span_reversed' });
  return { since, until: last && new Date(last.getTime() + minute) };
}

/** The instant of a wall time. Throws `invalid_input` at its field. */
export function instantAt(path: string, wall: string, zone: string): Date {
  const [day = '', time = ''] = wall.split('T');
  const [hours = 99, minutes = 99] = time.split(':').map(Number);
  if (!isDay(day) || hours > 23 || minutes > 59) throw invalid({ path, code: 'not_a_date' });
  return new Date(instantOfWall(`${wall}:00`, zone));
}

/** The lowest temperature that makes a rule hold; null where none is measured. */
export function highFrom(colours: ColourRules | undefined): number | null {
  const thresholds = colours?.rules.flatMap(({ measured }) => (measured ? [measured.gte] : []));
  return thresholds?.length ? Math.min(...thresholds) : null;
}
