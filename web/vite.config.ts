import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import type { InlineConfig, Plugin, PluginOption } from 'vite';
import { VitePWA } from 'vite-plugin-pwa';
import { phoneApps } from '../platform/contract.ts';
import { cssVariables } from './shared/tokens.ts';

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));

/** Browsers of the last four years, WeChat's own included; `old-browser.js` tells the others. */
const browsers = ['chrome103', 'edge103', 'firefox103', 'safari15.6'];

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
      alias: [
        // A page needs the addresses and words of a contract, never its schemas.
        { find: /^typebox$/, replacement: path('./shared/schema-stub.ts') },
      ],
      dedupe: ['react', 'react-dom', 'dayjs'],
    },
    plugins: [
      react(),
      tokens(),
      ...(phoneApps.some((each) => each === app) ? [installable()] : []),
    ],
    build: {
      outDir: path(`../dist/${app}`),
      emptyOutDir: true,
      target: browsers,
      cssTarget: browsers,
      // The policy of the server's pages allows no inline data but pictures.
      assetsInlineLimit: (file) => (/\.(png|jpe?g|gif)$/.test(file) ? undefined : false),
      modulePreload: { polyfill: false },
      chunkSizeWarningLimit: 1200,
    },
    server: { proxy: { '/api': 'http://127.0.0.1:8080' } },
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

/** A worker of the app's own keeps its files for times without a network. The server makes the manifest. */
function installable(): PluginOption {
  return VitePWA({
    strategies: 'injectManifest',
    srcDir: '.',
    filename: 'sw.ts',
    injectRegister: false,
    manifest: false,
    injectManifest: {
      globPatterns: ['**/*.{js,css,html}', 'icons/*.png'],
      globIgnores: ['old-browser.*'],
      maximumFileSizeToCacheInBytes: 3 * 1024 * 1024,
      // The worker is a build of its own, which would tell more than all the others.
      buildPlugins: { vite: [{ name: 'quiet', config: () => ({ logLevel: 'error' }) }] },
    },
  });
}
