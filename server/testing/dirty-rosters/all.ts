import { dirtyCells } from './cells.ts';
import { dirtyFiles } from './files.ts';
import { dirtyLayouts } from './layouts.ts';
import type { DirtyRoster } from './parts.ts';

/**
 * Rosters as real offices write them, made anew for each test, with what is to become of each. The people
 * are penguins whose rings have seven digits.
 */
export const dirtyRosters: DirtyRoster[] = [...dirtyFiles, ...dirtyLayouts, ...dirtyCells];
