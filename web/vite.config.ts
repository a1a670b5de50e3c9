import { createHash } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { build, type InlineConfig, type Plugin } from 'vite';
import type { PrecacheEntry } from 'workbox-precaching';
import { phoneApps } from '../platform/contract.ts';
import { cssVariables } from './shared/tokens.ts';

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));

/** Browsers of the last four years, WeChat's own included; `old-browser.js` tells the others. */
const browsers = ['chrome103', 'edge103', 'firefox103', 'safari15.6'];

/**
 * What is loaded together lies together: a phone far from the server waits for each request, and the
 * bundler alone would make dozens of a few hundred bytes. The libraries lie apart because a new
 * version of the app seldom changes them.
 */
const codeSplitting = (app: string) => ({
  groups: [
    { name: 'libraries', tags: ['$initial' as const], test: /[\\/]node_modules[\\/]/ },
    { name: 'start', tags: ['$initial' as const] },
    { name: 'home', test: /[\\/](?:home|home-page|session-gate)\.tsx?$/ },
    { name: 'charts', test: /[\\/]node_modules[\\/](?:echarts|zrender)[\\/]/ },
    {
      name: 'shared',
      minShareCount: 2,
      // Cut up by who shares it, what the many pages of these apps share would import each other in a circle.
      ...(!['console', 'portal'].includes(app) && {
        entriesAware: true,
        entriesAwareMergeThreshold: 50_000,
      }),
    },
  ],
});

/** The bundler calls a shared file by all that share it. */
const chunkFileNames = ({ name }: { name: string }) => `assets/${name.split('~')[0]}-[hash].js`;

/**
 * How one web app is built: `web/<app>` into `dist/<app>`, served under `/<app>/`. Every app's
 * pages get its `index.html`; what the pages load stands in `/<app>/assets/`.
 */
export function appConfig(app: string): InlineConfig {
  return {
    root: path(`./${app}`),
    base: `/${app}/`,
    publicDir: path(`./${app}/public`),
    resolve: {
      dedupe: ['react', 'react-dom', 'dayjs'],
    },
    plugins: [
      react(),
      withoutSchemas(),
      tokens(),
      withoutSummaries(),
      withoutCircles(),
      ...(phoneApps.some((each) => each === app) ? [installable()] : []),
    ],
    build: {
      outDir: path(`../dist/${app}`),
      emptyOutDir: true,
      target: browsers,
      cssTarget: browsers,
      // An app's styles are a few kilobytes; cut up, they would be some thirty requests.
      cssCodeSplit: false,
      // The policy of the server's pages allows no inline data but pictures.
      assetsInlineLimit: (file) => (/\.(png|jpe?g|gif)$/.test(file) ? undefined : false),
      modulePreload: { polyfill: false },
      chunkSizeWarningLimit: 1200,
      // On a slow machine it would tell which plugin was slow.
      rolldownOptions: {
        checks: { bundlerTimings: false },
        // What staff read in the audit trail and of permissions is left out of apps that do not show it.
        treeshake: {
          manualPureFunctions: ['defineAuditActions', 'definePermissions', 'groupPermissions'],
        },
        output: { codeSplitting: codeSplitting(app), chunkFileNames },
      },
    },
    server: { proxy: { '/api': 'http://127.0.0.1:8080' } },
  };
}

/**
 * A page needs the addresses and words of a contract, never its schemas. Workers, which are built without this, may check
 * by them.
 */
function withoutSchemas(): Plugin {
  return {
    name: 'without-schemas',
    enforce: 'pre',
    resolveId: (source) => (source === 'typebox' ? path('./shared/schema-stub.ts') : undefined),
  };
}

/** What an endpoint does is told by the description of the interface; a page has no use for it. */
function withoutSummaries(): Plugin {
  return {
    name: 'without-summaries',
    enforce: 'pre',
    transform: {
      filter: { id: /[\\/]contract\.ts$/ },
      handler: (code) => ({
        code: code.replaceAll(/^ +summary:\s+'(?:[^'\\]|\\.)*',$/gm, ''),
        map: null,
      }),
    },
  };
}

/**
 * Files that import each other in a circle run in an order that depends on which page was opened first, and what
 * one has of the other may not be there yet. The build fails instead.
 */
function withoutCircles(): Plugin {
  return {
    name: 'without-circles',
    generateBundle(_, bundle) {
      const importsOf = (name: string) => {
        const file = bundle[name];
        return file?.type === 'chunk' ? file.imports : [];
      };
      for (const name of Object.keys(bundle)) {
        const reached = new Set<string>(importsOf(name));
        for (const each of reached) for (const next of importsOf(each)) reached.add(next);
        if (reached.has(name)) this.error(`${name} imports itself by way of others.`);
      }
    },
  };
}

/** Gives the tokens to CSS: `import 'virtual:tokens.css'`. */
function tokens(): Plugin {
  const id = '/virtual-tokens.css';
  return {
    name: 'tokens',
    resolveId: (source) => (source === 'virtual:tokens.css' ? id : undefined),
    load: (loaded) => (loaded === id ? cssVariables() : undefined),
  };
}

/**
 * A worker of the app's own keeps its files for times without a network. It lists them, so it is
 * built when they have been written.
 */
function installable(): Plugin {
  return {
    name: 'installable',
    apply: 'build',
    async writeBundle({ dir = '' }) {
      await build({
        configFile: false,
        logLevel: 'warn',
        root: this.environment.config.root,
        publicDir: false,
        define: { 'self.__WB_MANIFEST': JSON.stringify(filesToKeep(dir)) },
        build: {
          outDir: dir,
          emptyOutDir: false,
          target: browsers,
          rolldownOptions: {
            input: 'sw.ts',
            output: { format: 'iife', entryFileNames: 'sw.js' },
          },
        },
      });
    },
  };
}

/** What the app needs to open. The names of assets tell their content; the others need a revision. */
function filesToKeep(folder: string): PrecacheEntry[] {
  const files = globSync(['**/*.{js,css,html,wasm}', 'icons/*.png'], {
    cwd: folder,
    exclude: ['old-browser.*', 'sw.js'],
  });
  return files.sort().map((file) => {
    const url = file.replaceAll(sep, '/');
    return { url, revision: url.startsWith('assets/') ? null : hashOf(join(folder, file)) };
  });
}

const hashOf = (path: string) => createHash('sha256').update(readFileSync(path)).digest('hex');
