import { reports } from '../../../modules/reports/contract.ts';
import { call } from '../api.ts';
import type { ReportServer } from './deliver.ts';

type Options = {
  /** A session that has ended is an ordinary error; without it the page may ask to sign in, and sending goes on afterwards. */
  whenSignedOut?: 'fail';
  /** For how many milliseconds an answer to a report is waited for. */
  longest?: number;
};

/** The server as delivering needs it: for the reports of one account. */
export function reportServer(
  account: string,
  { whenSignedOut, longest }: Options = {},
): ReportServer {
  const options = { account, ...(whenSignedOut && { whenSignedOut }) };
  return {
    submit: (body) => call(reports.submit, { body, ...options, ...(longest && { longest }) }),
    async newest(form, slot) {
      const which = { params: { form }, query: { slot }, ...options };
      const { reports: versions } = await call(reports.mine, which);
      return versions[0] ?? null;
    },
  };
}
