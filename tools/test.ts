/**
 * Runs every check of the project, or those named: `node tools/test.ts types lint`. Says how long
 * each part took, how many tests ran in all, and ends with a plain line of counts.
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { delimiter, dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const BIN = join(ROOT, 'node_modules', '.bin');
const REPORTS = join(ROOT, '.cache', 'tests');

/** What Vitest's JSON reporter says, as far as it is used here. */
export type Report = {
  success: boolean;
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  numTodoTests: number;
  testResults: {
    /** Path of the file. */
    name: string;
    status: 'passed' | 'failed';
    /** Why the file itself could not be run, else empty. */
    message: string;
    assertionResults: { status: string; fullName: string; failureMessages: string[] }[];
  }[];
};

type Counts = { passed: number; failed: number; skipped: number };

type Result = {
  part: string;
  ok: boolean;
  seconds: number;
  counts?: Counts;
  failures?: string[];
  output?: string;
};

/** Quick looks at the sources; they run side by side and speak only when something is wrong. */
const checks: Record<string, string[]> = {
  types: [process.execPath, 'tools/types.ts'],
  lint: [join(BIN, 'biome'), 'check'],
  arrows: [process.execPath, 'tools/arrows.ts'],
  docs: [process.execPath, 'tools/check-docs.ts'],
};

/** Suites of tests; one after the other, so that they do not take the machine from each other. */
const suites: Record<string, string[]> = {
  tests: [],
  browser: ['--config', 'e2e/vitest.config.ts'],
};

if (import.meta.main) process.exitCode = await main(process.argv.slice(2));

async function main(named: string[]): Promise<number> {
  process.chdir(ROOT);
  const known = [...Object.keys(checks), ...Object.keys(suites)];
  const stranger = named.find((part) => !known.includes(part));
  if (stranger) {
    console.error(`There is no part ${stranger}; there are: ${known.join(', ')}.`);
    return 1;
  }
  const wanted = (named.length > 0 ? named : known).filter(isPresent);
  const results = await Promise.all(wanted.filter((part) => part in checks).map(runCheck));
  for (const { part, ok, output } of results) if (!ok) console.log(`\n${part}:\n${output}`);
  for (const part of wanted.filter((each) => each in suites)) results.push(await runSuite(part));
  const failures = results.flatMap((result) => result.failures ?? []);
  if (failures.length > 0) console.log(`\n${failures.join('\n')}`);
  console.log(`\n${results.map(lineOf).join('\n')}`);
  const counts = total(results);
  console.log(closingLine(counts));
  const noTestRan = wanted.some((part) => part in suites) && counts.passed + counts.failed === 0;
  if (noTestRan) console.error('No test ran.');
  return results.every(({ ok }) => ok) && !noTestRan ? 0 : 1;
}

/** A part whose files do not exist has nothing to check. */
function isPresent(part: string): boolean {
  const script = checks[part]?.find((word) => word.startsWith('tools/'));
  if (script) return existsSync(script);
  if (part !== 'browser') return true;
  const files = readdirSync('e2e', { recursive: true, encoding: 'utf8' });
  return files.some((file) => file.endsWith('.test.ts'));
}

async function runCheck(part: string): Promise<Result> {
  const { code, seconds, output } = await run(checks[part] ?? [], 'pipe');
  return { part, ok: code === 0, seconds, output };
}

async function runSuite(part: string): Promise<Result> {
  const file = join(REPORTS, `${part}.json`);
  mkdirSync(REPORTS, { recursive: true });
  rmSync(file, { force: true });
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  const words = [join(BIN, 'vitest'), 'run', ...(suites[part] ?? []), ...reporters];
  const { code, seconds } = await run(words, 'inherit');
  const report = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Report) : undefined;
  const ok = code === 0 && report?.success === true;
  const failures = failuresOf(report);
  // Such as an error that no test waited for.
  if (!ok && failures.length === 0)
    failures.push(`failed: ${part} beside its tests, as said above`);
  return { part, ok, seconds, counts: countsOf(report), failures };
}

function run(
  [program = '', ...args]: string[],
  stdio: 'pipe' | 'inherit',
): Promise<{ code: number | null; seconds: number; output: string }> {
  const begin = performance.now();
  const env = {
    ...process.env,
    // The project's own Node and tools, also when this was not started by npm.
    PATH: `${BIN}${delimiter}${process.env.PATH}`,
    // Tests start the server some dozen times; compiling its modules is half of what that takes.
    NODE_COMPILE_CACHE: join(ROOT, '.cache', 'compiled'),
  };
  const shell = process.platform === 'win32' && program !== process.execPath;
  const child = spawn(program, args, { stdio: ['ignore', stdio, stdio], env, shell });
  let output = '';
  child.stdout?.setEncoding('utf8').on('data', (text) => {
    output += text;
  });
  child.stderr?.setEncoding('utf8').on('data', (text) => {
    output += text;
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      resolve({ code, seconds: (performance.now() - begin) / 1000, output });
    });
  });
}

/** A run that broke before or beside its tests counts as one failure: zero would look like success. */
export function countsOf(report: Report | undefined): Counts {
  if (!report) return { passed: 0, failed: 1, skipped: 0 };
  const failed = report.numFailedTests;
  return {
    passed: report.numPassedTests,
    failed: report.success ? failed : Math.max(failed, 1),
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

/** A line for each test that failed: at the end of a long output nobody finds them otherwise. */
export function failuresOf(report: Report | undefined): string[] {
  return (report?.testResults ?? []).flatMap(({ name, status, message, assertionResults }) => {
    const failed = assertionResults.filter((each) => each.status === 'failed');
    const found = failed.map(({ fullName, failureMessages: [why = ''] }) => ({ fullName, why }));
    // A file that could not be run, or one whose hook failed: of that the report says no more.
    if (status === 'failed' && found.length === 0) {
      found.push({ fullName: 'as a whole', why: message || 'its reason stands above' });
    }
    return found.map(
      ({ fullName, why }) =>
        `failed: ${relative(ROOT, name)} ${fullName} (${why.split('\n', 1)[0]})`,
    );
  });
}

/** Sums up; a check that failed has no tests of its own and counts as one. */
export function total(results: { ok: boolean; counts?: Counts }[]): Counts {
  const sum: Counts = { passed: 0, failed: 0, skipped: 0 };
  for (const { ok, counts } of results) {
    sum.passed += counts?.passed ?? 0;
    sum.skipped += counts?.skipped ?? 0;
    sum.failed += ok ? 0 : Math.max(counts?.failed ?? 1, 1);
  }
  return sum;
}

export function closingLine({ passed, failed, skipped }: Counts): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}

function lineOf({ part, ok, seconds, counts }: Result): string {
  const ran = counts ? `  ${counts.passed + counts.failed} tests` : '';
  return `${part.padEnd(8)} ${ok ? 'ok    ' : 'failed'} ${seconds.toFixed(1).padStart(7)} s${ran}`;
}
