import { type Route, route, signedIn } from '../../../platform/routes.ts';
import { listMaskedIdentifiers, staffRealm } from '../../people/public.ts';
import { staff } from '../contract.ts';
import { changeScanner, replaceScanner, switchScanner } from './actions.ts';
import { addScanner, findScannerToAdd, passwordForScanner } from './adding.ts';
import { searchScanners } from './list.ts';
import { scannerFor } from './scanner.ts';
import {
  addSite,
  changeSite,
  effectOfSite,
  listSitesOf,
  reportFor,
  siteFor,
  sitesOfOneself,
  switchSite,
} from './sites.ts';

const done = { ok: true } as const;

export const scannerRoutes: Route[] = [
  route(staff.sites, 'scanner.read', ({ platform, scope, body }) =>
    listSitesOf(platform, scope, body),
  ),
  route(staff.site, 'scanner.read', ({ platform, actor, scope, params }) =>
    siteFor(platform, actor, scope, params.siteId),
  ),
  route(staff.siteEffect, 'site.manage', ({ platform, scope, params }) =>
    effectOfSite(platform, scope, params.siteId),
  ),
  route(staff.addSite, 'site.manage', ({ platform, actor, scope, body }) =>
    addSite(platform, actor, scope, body),
  ),
  route(staff.changeSite, 'site.manage', async ({ platform, actor, scope, params, body }) => {
    await changeSite(platform, actor, scope, params.siteId, body);
    return done;
  }),
  route(staff.switchSite, 'site.manage', async ({ platform, actor, scope, params, body }) => {
    await switchSite(platform, actor, scope, params.siteId, body.disabled);
    return done;
  }),
  route(staff.scanners, 'scanner.read', ({ platform, actor, scope, body }) =>
    searchScanners(platform, actor, scope, body),
  ),
  route(staff.findScanner, 'scanner.manage', ({ platform, actor, scope, body }) =>
    findScannerToAdd(platform, actor, scope, body),
  ),
  route(staff.addScanner, 'scanner.manage', ({ platform, actor, scope, body }) =>
    addScanner(platform, actor, scope, body),
  ),
  route(staff.scannerPassword, 'scanner.manage', ({ platform, actor, scope, params }) =>
    passwordForScanner(platform, actor, scope, params.scannerId),
  ),
  route(staff.changeScanner, 'scanner.manage', async (call) => {
    const { platform, actor, scope, params, body } = call;
    await changeScanner(platform, actor, scope, params.scannerId, body);
    return done;
  }),
  route(staff.scanner, 'scanner.read', ({ platform, actor, scope, params }) =>
    scannerFor(platform, actor, scope, params.scannerId),
  ),
  route(staff.switchScanner, 'scanner.manage', async (call) => {
    const { platform, actor, scope, params, body } = call;
    await switchScanner(platform, actor, scope, params.scannerId, body);
    return done;
  }),
  route(staff.replaceScanner, 'scanner.manage', async (call) => {
    const { platform, actor, scope, params, body } = call;
    await replaceScanner(platform, actor, scope, params.scannerId, body.replacementId);
    return done;
  }),
  route(staff.mine, signedIn('field'), async ({ platform, actor }) => {
    const { db, keys } = platform;
    const known = await listMaskedIdentifiers(db, keys, staffRealm, [actor.personId]);
    return { identifiers: known.get(actor.personId) ?? [] };
  }),
  route(staff.mySites, signedIn('field'), ({ platform, self }) => sitesOfOneself(platform, self)),
  route(staff.reportFor, signedIn('field'), async ({ platform, actor, self, body }) => {
    await reportFor(platform, actor, self, body);
    return done;
  }),
];
