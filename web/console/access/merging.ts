/** What of a role is typed. */
export type RoleFields = {
  nameZh: string;
  nameEn: string;
  description: string;
  permissions: string[];
};

/** What somebody else changed meanwhile; absent where they left it as it was. */
export type RoleChanges = {
  names?: { zh: string; en: string };
  description?: string;
  gained: string[];
  lost: string[];
};

/**
 * Two people began from `base`: one has saved `theirs`, the other has typed `mine`. Answers what the first changed, and
 * what is typed with the changes of both: where both changed the same text, what is typed stays.
 */
export function merged(
  base: RoleFields,
  mine: RoleFields,
  theirs: RoleFields,
): { changes: RoleChanges; fields: RoleFields } {
  const text = (field: 'nameZh' | 'nameEn' | 'description') =>
    mine[field] === base[field] ? theirs[field] : mine[field];
  const isNamedAnew = theirs.nameZh !== base.nameZh || theirs.nameEn !== base.nameEn;
  const without = (from: string[], what: string[]) => from.filter((each) => !what.includes(each));
  const dropped = without(base.permissions, mine.permissions);
  const added = without(mine.permissions, base.permissions);
  return {
    changes: {
      ...(isNamedAnew && { names: { zh: theirs.nameZh, en: theirs.nameEn } }),
      ...(theirs.description !== base.description && { description: theirs.description }),
      gained: without(theirs.permissions, base.permissions),
      lost: without(base.permissions, theirs.permissions),
    },
    fields: {
      ...{ nameZh: text('nameZh'), nameEn: text('nameEn'), description: text('description') },
      permissions: [...new Set([...without(theirs.permissions, dropped), ...added])],
    },
  };
}
