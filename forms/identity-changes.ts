/** Two values that say the same; a database gives properties back in an order of its own. */
export function isSame(one: unknown, other: unknown): boolean {
  return canonical(one) === canonical(other);
}

function canonical(value: unknown): string {
  return (
    JSON.stringify(value, (_, each) =>
      isPlain(each)
        ? Object.fromEntries(Object.entries(each).toSorted(([a], [b]) => (a < b ? -1 : 1)))
        : each,
    ) ?? ''
  );
}

/** Whether what stands at a path is one thing, of which no part is changed by itself. */
type IsWhole = (path: string) => boolean;

const nothingWhole: IsWhole = () => false;

/** Where two versions of something differ: `name.zh`, `contacts.phone`, `groups.athletes.services`. */
export function changedParts(before: object, after: object, isWhole = nothingWhole): string[] {
  const paths: string[] = [];
  const compare = (one: unknown, other: unknown, path: string): void => {
    if (isSame(one, other)) return;
    const [left, right] = [byName(one), byName(other)];
    if (!left || !right || isWhole(path)) paths.push(path);
    else {
      const [inner, order] = [namesOf(left, right), paths.length];
      for (const name of inner) compare(left[name], right[name], path ? `${path}.${name}` : name);
      // The same things in another order.
      if (paths.length === order) paths.push(path);
    }
  };
  compare(before, after, '');
  return paths;
}

export type Merged<T> = {
  merged: T;
  /** What both changed, and differently: the merged one says what `mine` says. */
  conflicts: string[];
};

/** What two people made of one thing at the same time, put together. */
export function mergeParts<T extends object>(
  base: T,
  mine: T,
  theirs: T,
  isWhole = nothingWhole,
): Merged<T> {
  const conflicts: string[] = [];
  const merge = (was: unknown, my: unknown, their: unknown, path: string): unknown => {
    if (isSame(my, was) || isSame(my, their)) return their;
    if (isSame(their, was)) return my;
    const parts = [was, my, their].map(byName);
    const [before, left, right] = parts;
    if (!left || !right || !before || isWhole(path)) {
      conflicts.push(path);
      return my;
    }
    const names = mergedNames(was, my, their) ?? namesOf(left, right);
    const merged = names.flatMap((name): [string, unknown][] => {
      const at = path ? `${path}.${name}` : name;
      const value = merge(before[name], left[name], right[name], at);
      return value === undefined ? [] : [[name, value]];
    });
    return Array.isArray(my) ? merged.map(([, value]) => value) : Object.fromEntries(merged);
  };
  const merged = merge(base, mine, theirs, '') as T;
  return { merged, conflicts };
}

type Named = Record<string, unknown>;

/** A list of things with codes by their codes; nothing where a value has no named parts. */
function byName(value: unknown): Named | undefined {
  if (isPlain(value)) return value;
  if (!Array.isArray(value) || !value.every((each) => isPlain(each) && 'code' in each)) return;
  return Object.fromEntries(value.map((each: Named) => [String(each.code), each]));
}

/** In which order the entries of three lists stand; nothing where they are none. */
function mergedNames(was: unknown, mine: unknown, theirs: unknown): string[] | undefined {
  if (!Array.isArray(was) || !Array.isArray(mine) || !Array.isArray(theirs)) return undefined;
  const codesOf = (list: Named[]) => list.map(({ code }) => String(code));
  return mergedOrder(codesOf(was), codesOf(mine), codesOf(theirs));
}

/** My order, or theirs where I left it alone; what only the other one has stands behind what it follows there. */
function mergedOrder(was: string[], mine: string[], theirs: string[]): string[] {
  const common = (list: string[], other: string[]) => list.filter((each) => other.includes(each));
  const isLeft = isSame(common(mine, was), common(was, mine));
  const [order, others] = isLeft ? [theirs, mine] : [mine, theirs];
  const merged = [...order];
  others.forEach((name, index) => {
    if (order.includes(name)) return;
    const followed = others.slice(0, index).findLast((each) => merged.includes(each));
    merged.splice(followed === undefined ? 0 : merged.indexOf(followed) + 1, 0, name);
  });
  return merged;
}

const namesOf = (one: Named, other: Named) => [
  ...new Set([...Object.keys(one), ...Object.keys(other)]),
];

function isPlain(value: unknown): value is Named {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
