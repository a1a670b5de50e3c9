import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import statics from '@fastify/static';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { programmeByCode } from '../modules/programmes/public.ts';
import { commonProblems, type Text } from '../platform/contract.ts';
import type { Platform } from '../platform/platform.ts';
import { Problem } from '../platform/problems.ts';

const dist = join(import.meta.dirname, '..', 'dist');

/** Files whose names change with their content may be kept for good; the others are asked for anew. */
const forever = 'public, max-age=31536000, immutable';

/** Serves the built web apps: their files below `/<app>/`, and the app's page for every address of it. */
export async function servePages(server: FastifyInstance, platform: Platform): Promise<void> {
  await serveApp(server, 'site', ['/', '/download', '/demo', '/demo/outbox']);
  await serveApp(server, 'portal', ['/portal/:programme', '/portal/:programme/*']);
  await serveApp(server, 'desk', ['/desk/:programme', '/desk/:programme/*']);
  await serveApp(server, 'field', ['/field', '/field/*']);
  await serveApp(server, 'console', ['/console', '/console/*']);
  // Without a programme there is nothing to open: the front page lists those that there are.
  for (const url of ['/portal', '/portal/', '/desk', '/desk/']) {
    server.get(url, { schema: { hide: true } }, (_, reply) => reply.redirect('/', 302));
  }
  await serveNotFound(server);
  server.get('/favicon.ico', { schema: { hide: true } }, (_, reply) => reply.code(204).send());
  server.get('/field/manifest.webmanifest', { schema: { hide: true } }, (_, reply) =>
    sendManifest(reply, 'field', '/field/', {
      name: { zh: '安行现场', en: 'Anxing Field' },
      shortName: { zh: '安行现场', en: 'Anxing Field' },
    }),
  );
  server.get<{ Params: { programme: string } }>(
    '/portal/:programme/manifest.webmanifest',
    { schema: { hide: true } },
    async ({ params }, reply) => {
      const { definition } = await programmeByCode(platform, params.programme);
      return sendManifest(reply, 'portal', `/portal/${params.programme}/`, definition);
    },
  );
}

async function serveApp(server: FastifyInstance, app: string, pages: string[]): Promise<void> {
  const root = join(dist, app);
  if (!existsSync(join(root, 'index.html'))) return;
  const page = await readFile(join(root, 'index.html'));
  await server.register(statics, {
    root,
    prefix: `/${app}/`,
    preCompressed: true,
    wildcard: false,
    index: false,
    decorateReply: false,
    cacheControl: false,
    setHeaders: (response, path) => {
      response.header('cache-control', path.includes('/assets/') ? forever : 'no-cache');
      if (path.endsWith('/sw.js')) response.header('service-worker-allowed', `/${app}/`);
    },
  });
  const sendPage = async (_: unknown, reply: FastifyReply) =>
    reply.type('text/html; charset=utf-8').header('cache-control', 'no-cache').send(page);
  for (const url of pages) server.get(url, { schema: { hide: true } }, sendPage);
}

/** Whoever follows a wrong link in a browser gets a page with a way on; programs get a problem. */
async function serveNotFound(server: FastifyInstance): Promise<void> {
  const path = join(dist, 'site', 'index.html');
  if (!existsSync(path)) return;
  const page = await readFile(path);
  server.get('/*', { schema: { hide: true } }, async ({ url, headers }, reply) => {
    if (url.startsWith('/api/') || !headers.accept?.includes('text/html')) {
      throw new Problem(commonProblems.not_found);
    }
    return reply
      .code(404)
      .type('text/html; charset=utf-8')
      .header('cache-control', 'no-cache')
      .send(page);
  });
}

type Named = { name: Text; shortName: Text; brand?: { colour: string } };

/** What a phone must know to install an app, or a programme of it, whose pages stand below `scope`. */
function sendManifest(reply: FastifyReply, app: string, scope: string, named: Named) {
  const { name, shortName, brand } = named;
  const icon = (size: number, purpose: string) => ({
    src: `/${app}/icons/${purpose === 'maskable' ? 'maskable' : 'icon'}-${size}.png`,
    sizes: `${size}x${size}`,
    type: 'image/png',
    purpose,
  });
  return reply
    .type('application/manifest+json')
    .header('cache-control', 'public, max-age=300')
    .send({
      id: scope,
      name: `${shortName.zh} ${shortName.en}`,
      short_name: shortName.zh,
      description: name.en,
      start_url: scope,
      scope,
      display: 'standalone',
      background_color: '#ffffff',
      theme_color: brand?.colour ?? '#1f3a68',
      icons: [icon(192, 'any'), icon(512, 'any'), icon(512, 'maskable')],
    });
}
