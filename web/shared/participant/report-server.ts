import { people } from '../../../modules/people/contract.ts';
import { reports } from '../../../modules/reports/contract.ts';
import { call } from '../api.ts';
import type { ReportServer } from './deliver.ts';
import { accountOf } from './session.ts';

/**
 * The server as delivering needs it. `fail`: a session that has ended is an ordinary error; without
 * it the page may ask to sign in, and sending goes on afterwards.
 */
export function reportServer(whenSignedOut?: 'fail'): ReportServer {
  const options = whenSignedOut ? { whenSignedOut } : {};
  return {
    account: async () => accountOf(await call(people.me, options)),
    submit: (body) => call(reports.submit, { body, ...options }),
    async newest(form, slot) {
      const which = { params: { form }, query: { slot }, ...options };
      const { reports: versions } = await call(reports.mine, which);
      return versions[0] ?? null;
    },
  };
}
