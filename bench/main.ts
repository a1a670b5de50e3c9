/**
 * Measures against a limit of the same machine in the same run: `npm run bench -- reports`, `-- codes`, `-- screening`;
 * the lists of the console: `npm run bench -- console`, with `--records 10000,10000000` for other numbers of checks;
 * and what hostile uploads cost in memory: `npm run bench -- uploads`.
 * `--people 1000,1000000`, `--large`, `--rounds 3` and `--seconds 8` change how much. `--before <folder>` also
 * measures another checkout of the project, in turns with this one; `--profile <folder>` keeps CPU
 * profiles of the servers. `PROCESSES` in the environment says how many answer for `codes` and `screening`.
 */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { benchConsole } from './console.ts';
import { benchCodes, benchScreening } from './health-codes.ts';
import { benchReports } from './reports.ts';
import { benchUploads } from './uploads.ts';

const benches: Record<string, (options: BenchOptions) => Promise<void>> = {
  reports: benchReports,
  codes: benchCodes,
  screening: benchScreening,
  console: benchConsole,
  uploads: benchUploads,
};

export type BenchOptions = {
  people: number[];
  /** Checks beside each number of people; of `console` alone. */
  records: number[];
  /** Also with five million people and twenty million records. */
  large: boolean;
  rounds: number;
  seconds: number;
  before?: string;
  profile?: string;
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    people: { type: 'string' },
    records: { type: 'string', default: '10000,10000000' },
    large: { type: 'boolean', default: false },
    rounds: { type: 'string', default: '3' },
    seconds: { type: 'string', default: '8' },
    before: { type: 'string' },
    profile: { type: 'string' },
  },
});

/** A thousand people report often enough; so few would show their codes again at once. */
const usual = (name: string) => (name === 'reports' ? '1000,1000000' : '10000,1000000');

const names = positionals.length > 0 ? positionals : Object.keys(benches);
for (const name of names) {
  const bench = benches[name];
  if (!bench) throw new Error(`There is no bench ${name}; there are: ${Object.keys(benches)}.`);
  await bench({
    people: (values.people ?? usual(name)).split(',').map(Number),
    records: values.records.split(',').map(Number),
    large: values.large,
    rounds: Number(values.rounds),
    seconds: Number(values.seconds),
    ...(values.before && { before: resolve(values.before) }),
    ...(values.profile && { profile: resolve(values.profile) }),
  });
}
