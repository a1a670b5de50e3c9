import { defineConfig } from 'vitest/config';

/** Rules and HTTP tests. The browser tests have a configuration of their own in `e2e/`. */
export default defineConfig({
  test: {
    include: ['**/*.test.{ts,tsx}'],
    exclude: ['**/node_modules/**', 'dist/**', 'data/**', 'e2e/**'],
    globalSetup: ['platform/test/cluster.ts'],
    pool: 'forks',
    maxWorkers: 2,
    // Test files share the modules of their worker: loading them anew for each would take a minute.
    isolate: false,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // Far from any programme's zone, so that code which trusts the machine's own is found out.
    env: { TZ: 'America/New_York' },
  },
});
