import { defineJob } from '../../../platform/jobs.ts';
import { forgetContents } from './queries.ts';

/**
 * What an entry says is forgotten so long after it was recorded, but for each person's newest: long enough for every
 * appeal to have been answered, and for somebody to ask what became of it.
 */
export const contentsKeptDays = 180;

const atOnce = 5000;
const day = 86_400_000;

/** Forgets contents of ledgers past their date. The chains stay whole. */
export const forgetContentsJob = defineJob<object>({
  name: 'codes.forget-contents',
  schedule: '11 19 * * *',
  async handle({ db, clock }) {
    const before = new Date(clock.now().getTime() - contentsKeptDays * day);
    while ((await forgetContents(db, before, atOnce)) === atOnce);
  },
});
