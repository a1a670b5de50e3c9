/** The names of mends; apart from the schemas, since the process that reads rosters needs them alone. */

/** Mends of an identifier, in the order in which they are applied; see `mends.ts`. */
export const identifierMends = ['plain_number', 'signs_removed', 'leading_zeros'] as const;

/** How a column writes days whose figures could mean two. */
export const dayMends = ['day_first', 'month_first'] as const;

/** Mends of blank cells: cells merged down a column have the value of the first of them. */
export const cellMends = ['merged_filled'] as const;

export const mendNames = [...identifierMends, ...dayMends, ...cellMends] as const;
