/**
 * What other modules may use of `people` in a process that must start quickly and has no database:
 * rules alone.
 */
export { cleanIdentifier, isUniqueKind } from './identifier-kinds.ts';
