/** What other modules may use of `notices`. */
export { notify } from './actions.ts';
export type { NewNotice, NoticeTable } from './queries.ts';
