/** `npm run verify-ledger` checks the ledgers of all health codes, whether the server runs or not. */
import { verifyLedgers } from '../modules/codes/public.ts';
import { ConfigError, readConfig } from '../platform/config.ts';
import { openKeys } from '../platform/crypto.ts';
import { readInstallation } from '../platform/installation.ts';
import { loadKeys } from '../platform/keys.ts';
import { systemScope } from '../platform/scope.ts';
import { openParts } from './copying.ts';
import { describeFailure } from './failure.ts';

/** So many findings are named; more would hide the sum. */
const mostNamed = 100;

async function verify(): Promise<boolean> {
  const config = readConfig(process.env, []);
  if (!readInstallation(config.dataDir)) {
    throw new ConfigError(`There is no installation in ${config.dataDir}. Set ANXING_DATA.`);
  }
  const keys = openKeys(await loadKeys(config.keysFile, false));
  const { database, close } = await openParts(config);
  const sum = { people: 0, entries: 0, forgotten: 0, flaws: 0 };
  try {
    for (let after: number | null = 0; after !== null; ) {
      const part = await verifyLedgers({ db: database.db, keys }, systemScope(), after);
      for (const { enrolmentId, number, kind } of part.flaws) {
        sum.flaws += 1;
        if (sum.flaws <= mostNamed) {
          console.error(`Enrolment ${enrolmentId}, entry ${number}: ${kind}`);
        }
      }
      sum.people += part.people;
      sum.entries += part.entries;
      sum.forgotten += part.forgotten;
      after = part.next;
    }
  } finally {
    await close();
  }
  const { people, entries, forgotten, flaws } = sum;
  const of = `${entries} entries of ${people} people (${forgotten} of them with forgotten content)`;
  if (flaws === 0) console.log(`Checked ${of}: every chain is whole.`);
  else console.error(`Checked ${of}: ${flaws} flaw(s).`);
  return flaws === 0;
}

try {
  if (!(await verify())) process.exitCode = 1;
} catch (error) {
  console.error(describeFailure(error));
  process.exitCode = 2;
}
