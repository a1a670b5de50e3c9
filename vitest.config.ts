import { defineConfig } from 'vitest/config';

const elsewhere = ['**/node_modules/**', 'dist/**', 'data/**', 'e2e/**'];

/**
 * Rules, hooks and HTTP tests. The browser tests have a configuration of their own in `e2e/`.
 *
 * Tests of hooks need a DOM and no database. They are a project of their own: a worker keeps the modules
 * that it has loaded, and some of them look for a DOM only once.
 */
export default defineConfig({
  test: {
    pool: 'forks',
    maxWorkers: 2,
    // As the server itself is started: its young objects die before they are copied.
    execArgv: ['--min-semi-space-size=32', '--max-semi-space-size=64'],
    // Test files share the modules of their worker: loading them anew for each would take a minute.
    isolate: false,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // Far from any programme's zone, so that code which trusts the machine's own is found out.
    env: { TZ: 'America/New_York' },
    projects: [
      {
        extends: true,
        test: {
          name: 'server',
          include: ['**/*.test.{ts,tsx}'],
          exclude: [...elsewhere, '**/*.dom.test.{ts,tsx}'],
          globalSetup: ['platform/test/cluster.ts'],
        },
      },
      {
        extends: true,
        test: {
          name: 'dom',
          include: ['web/**/*.dom.test.{ts,tsx}'],
          exclude: elsewhere,
          environment: 'happy-dom',
          setupFiles: ['web/shared/testing/patience.ts', 'web/shared/testing/language.ts'],
        },
      },
    ],
  },
});
