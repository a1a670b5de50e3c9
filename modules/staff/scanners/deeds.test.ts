import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  disabledScanner,
  drawn,
  hire,
  type Scanner,
  type Stage,
  scanner,
  setStage,
  type Trier,
} from '../../../server/testing/deeds.ts';
import { newDocument } from '../../../server/testing/documents.ts';
import type { Client } from '../../../server/testing/kit.ts';
import { staff } from '../contract.ts';
import type { Level } from './contract.ts';

let stage: Stage;
let who: Record<string, Trier>;
let [senior, middle, below, direct, other]: Scanner[] = [];
let root: Trier;

beforeAll(async () => {
  stage = await setStage();
  const { cast, sites } = stage;
  const { port, gate, hatch, pier, quay } = sites;
  senior = await scanner(stage, gate, 'senior');
  middle = await scanner(stage, gate, 'intermediate', senior);
  below = await scanner(stage, gate, 'ordinary', middle);
  direct = await scanner(stage, gate, 'ordinary', senior);
  const otherSenior = await scanner(stage, gate, 'senior');
  other = await scanner(stage, gate, 'ordinary', otherSenior);
  const admin = (place = cast.places.root) => hire(stage, { role: 'administrator', place });
  root = await admin();
  who = {
    beside: await scanner(stage, gate, 'ordinary', middle),
    middle,
    senior,
    'other line': otherSenior,
    pier: await scanner(stage, pier, 'senior'),
    'port middle': await scanner(stage, port, 'intermediate'),
    'port senior': await scanner(stage, port, 'senior'),
    hatch: await scanner(stage, hatch, 'senior'),
    quay: await scanner(stage, quay, 'senior'),
    disabled: await disabledScanner(stage, gate, quay),
    'admin north': await admin(cast.places.north),
    'admin root': root,
    'admin south': await admin(cast.places.south),
    'admin arctic': await admin(stage.arctic),
    organiser: await hire(stage, { role: 'organiser', place: cast.places.north }),
    resident: cast.penny,
  };
});
afterAll(() => stage.kit.close());

const paramsOf = (target: Scanner | undefined) => ({ params: { scannerId: target?.id ?? 0 } });
const asRoot = () => stage.kit.as(root);

const look = (target: Scanner | undefined) => (by: Client) =>
  by.call(staff.scanner, paramsOf(target));

/** Disables, and has the flag removed again where that was done. */
const disable =
  (target: Scanner | undefined, what: 'self' | 'line' = 'self') =>
  async (by: Client) => {
    const switched = (disabled: boolean) => ({ ...paramsOf(target), body: { what, disabled } });
    const answer = await by.call(staff.switchScanner, switched(true));
    if (answer.status === 200) await (await asRoot()).get(staff.switchScanner, switched(false));
    return answer;
  };

/** Replaces, and puts both back where they were. */
const replace = (target: Scanner | undefined, by: Scanner | undefined) => async (actor: Client) => {
  const [old, fresh] = [target?.id ?? 0, by?.id ?? 0];
  const exchange = (scannerId: number, replacementId: number) => ({
    ...{ params: { scannerId }, body: { replacementId } },
  });
  const answer = await actor.call(staff.replaceScanner, exchange(old, fresh));
  if (answer.status === 200) await (await asRoot()).get(staff.replaceScanner, exchange(fresh, old));
  return answer;
};

const password = (target: Scanner | undefined) => (by: Client) =>
  by.call(staff.scannerPassword, { ...paramsOf(target), body: {} });

let added = 0;
const add = (level: Level) => (by: Client) => {
  added += 1;
  const phone = `139${String(added).padStart(8, '0')}`;
  const given = { siteId: stage.sites.gate.id, level, name: 'New One', phone };
  return by.call(staff.addScanner, { body: { ...given, identity: newDocument() } });
};

/**
 * All are scanners of the gate, in one line: a senior, an intermediate below and two ordinary ones below that;
 * and an ordinary one in another line.
 */
it('is done to scanners by those above them', async () => {
  const siteId = stage.sites.gate.id;
  const names = { nameZh: '门', nameEn: 'Gate' };
  const table = await drawn(stage.kit, who, {
    'sees an ordinary scanner': look(below),
    'sees the intermediate one': look(middle),
    'sees the senior': look(senior),
    'sees one of another line': look(other),
    'finds them by name': async (by) => {
      const body = { siteId, text: 'Hired' };
      const answer = await by.call(staff.scanners, { body });
      if (answer.status !== 200) return answer;
      const sees = answer.body.items.some(({ id }) => id === below?.id);
      return sees ? answer : { status: 404, body: { code: 'not_found' } };
    },
    'disables an ordinary scanner': disable(below),
    'disables the intermediate one': disable(middle),
    'disables the senior': disable(senior),
    'disables one of another line': disable(other),
    'disables the line of the intermediate': disable(middle, 'line'),
    'disables the line of the senior': disable(senior, 'line'),
    'makes a password for an ordinary scanner': password(below),
    'makes a password for the intermediate one': password(middle),
    'makes a password for the senior': password(senior),
    'writes a remark on an ordinary scanner': (by) =>
      by.call(staff.changeScanner, { ...paramsOf(below), body: { remark: 'North side' } }),
    'looks up whom to add': (by) =>
      by.call(staff.findScanner, { body: { siteId, identity: newDocument() } }),
    'adds an ordinary scanner': add('ordinary'),
    'adds an intermediate one': add('intermediate'),
    'adds a senior': add('senior'),
    'sees the site': (by) => by.call(staff.site, { params: { siteId } }),
    'changes the site': (by) => by.call(staff.changeSite, { params: { siteId }, body: names }),
    'adds a site within': (by) => by.call(staff.addSite, { body: { parentId: siteId, ...names } }),
    'asks whom closing it concerns': (by) => by.call(staff.siteEffect, { params: { siteId } }),
    'closes the site': async (by) => {
      const params = { siteId };
      const answer = await by.call(staff.switchSite, { params, body: { disabled: true } });
      await (await asRoot()).get(staff.switchSite, { params, body: { disabled: false } });
      return answer;
    },
    'replaces the intermediate one': replace(middle, below),
    'replaces the senior': replace(senior, direct),
    'replaces the senior by one of another line': replace(senior, other),
  });
  expect(table).toBe(`
+ done            f forbidden    o oneself, or one’s own         r of too low a level    a what is another’s
- not signed in   n not found    l a line in which they stand    x disabled there        d no document on record

                                           beside middle senior other line pier port middle port senior hatch quay disabled admin north admin root admin south admin arctic organiser resident
sees an ordinary scanner                   f      +      +      n          n    n           +           n     n    n        +           +          n           n            f         f
sees the intermediate one                  f      +      +      n          n    n           +           n     n    n        +           +          n           n            f         f
sees the senior                            f      n      +      n          n    n           +           n     n    n        +           +          n           n            f         f
sees one of another line                   f      n      n      +          n    n           +           n     n    n        +           +          n           n            f         f
finds them by name                         f      +      +      n          n    n           +           n     n    n        +           +          n           n            f         f
disables an ordinary scanner               f      +      +      n          n    n           +           n     n    n        +           +          n           n            f         f
disables the intermediate one              f      o      +      n          n    n           +           n     n    n        +           +          n           n            f         f
disables the senior                        f      n      o      n          n    n           +           n     n    n        +           +          n           n            f         f
disables one of another line               f      n      n      +          n    n           +           n     n    n        +           +          n           n            f         f
disables the line of the intermediate      f      o      +      n          n    n           +           n     n    n        +           +          n           n            f         f
disables the line of the senior            f      n      o      n          n    n           +           n     n    n        +           +          n           n            f         f
makes a password for an ordinary scanner   f      +      +      n          n    n           +           n     n    n        +           +          n           n            f         f
makes a password for the intermediate one  f      o      +      n          n    n           +           n     n    n        +           +          n           n            f         f
makes a password for the senior            f      n      o      n          n    n           +           n     n    n        +           +          n           n            f         f
writes a remark on an ordinary scanner     f      +      +      n          n    n           +           n     n    n        +           +          n           n            f         f
looks up whom to add                       f      +      +      +          n    r           +           n     n    n        +           +          n           n            f         f
adds an ordinary scanner                   f      +      +      +          n    n           r           n     n    n        r           r          n           n            f         f
adds an intermediate one                   f      r      +      +          n    n           r           n     n    n        r           r          n           n            f         f
adds a senior                              f      r      r      r          n    n           +           n     n    n        +           +          n           n            f         f
sees the site                              f      +      +      +          n    +           +           n     n    n        +           +          n           n            f         f
changes the site                           f      f      +      +          n    f           +           n     n    n        +           +          n           n            f         f
adds a site within                         f      f      +      +          n    f           +           n     n    n        +           +          n           n            f         f
asks whom closing it concerns              f      f      +      +          n    f           +           n     n    n        +           +          n           n            f         f
closes the site                            f      f      o      o          n    f           +           n     n    n        +           +          n           n            f         f
replaces the intermediate one              f      o      +      n          n    n           +           n     n    n        +           +          n           n            f         f
replaces the senior                        f      n      o      n          n    n           +           n     n    n        +           +          n           n            f         f
replaces the senior by one of another line f      n      o      n          n    n           +           n     n    n        +           +          n           n            f         f
`);
}, 180_000);
