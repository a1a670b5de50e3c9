import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { BodyOf } from '../../platform/contract.ts';
import {
  disable,
  disabledScanner,
  drawn,
  hire,
  type Scanner,
  type Stage,
  scanner,
  setStage,
  type Trier,
} from '../../server/testing/deeds.ts';
import { asIdentifier, newDocument } from '../../server/testing/documents.ts';
import { type Reporter, reporter } from '../../server/testing/expedition.ts';
import { type Phone, phoneOf } from '../../server/testing/phones.ts';
import { assignScanner } from '../staff/public.ts';
import { screening } from './contract.ts';

let stage: Stage;
let maker: Scanner;
let one: Reporter & { phone: Phone; identity: ReturnType<typeof newDocument> };
let who: Record<string, Trier>;

beforeAll(async () => {
  stage = await setStage();
  const { kit, cast, programme, sites } = stage;
  const { port, gate, hatch, pier, quay } = sites;
  const senior = await scanner(stage, gate, 'senior');
  const middle = await scanner(stage, gate, 'intermediate', senior);
  maker = await scanner(stage, gate, 'ordinary', middle);
  const identity = newDocument();
  const identifiers = [asIdentifier(identity)];
  const person = await reporter(kit, programme, { identifiers });
  one = { ...person, identity, phone: await phoneOf(kit, person.person) };
  who = {
    maker,
    beside: await scanner(stage, gate, 'ordinary', middle),
    middle,
    senior,
    'other line': await scanner(stage, gate, 'senior'),
    pier: await scanner(stage, pier, 'senior'),
    'port middle': await scanner(stage, port, 'intermediate'),
    'port senior': await scanner(stage, port, 'senior'),
    hatch: await scanner(stage, hatch, 'senior'),
    quay: await scanner(stage, quay, 'senior'),
    disabled: await disabledScanner(stage, gate, quay),
    admin: await hire(stage, { role: 'administrator', place: cast.places.root, app: 'field' }),
    resident: person.person,
  };
});
afterAll(() => stage.kit.close());

type Check = BodyOf<typeof screening.check>;

const checkOf = (way: Check['way'], temperature = 36.5): Check => ({
  ...{ id: randomUUID(), siteId: stage.sites.gate.id, way, temperature, shown: 'unconfirmed' },
  checkedAt: stage.kit.clock.now().toISOString(),
});

/** A check that somebody has just made at the gate. */
async function checked(temperature = 36.5, by = maker): Promise<string> {
  const body = checkOf({ code: await one.phone.show() }, temperature);
  await (await stage.kit.as(by)).get(screening.check, { body });
  return body.id;
}

async function alerted(): Promise<number> {
  const id = await checked(39.5);
  const { rows } = await stage.kit.database.pool.query(
    'select id from fever_alerts where check_id = $1',
    [id],
  );
  return Number(rows[0].id);
}

const answered = { status: 200, body: undefined };
const missing = { status: 404, body: { code: 'not_found' } };

/** The person lives in the north; all that is done is done at the gate. */
it('is done at a gate by those who work there', async () => {
  const { sites, kit } = stage;
  const at = { siteId: sites.gate.id };
  const table = await drawn(kit, who, {
    'is told whose codes are checked': (by) => by.call(screening.site, { params: at }),
    'looks at a code': async (by) =>
      by.call(screening.look, { body: { ...at, way: { code: await one.phone.show() } } }),
    'looks somebody up by number': (by) =>
      by.call(screening.look, { body: { ...at, way: { identity: one.identity } } }),
    'checks somebody': async (by) =>
      by.call(screening.check, { body: checkOf({ code: await one.phone.show() }) }),
    'has a code sent, to register somebody': async (by) => {
      await kit.database.pool.query('delete from attempts; delete from codes');
      return by.call(screening.assistedCode, { body: { ...at, phone: '13900000042' } });
    },
    'registers somebody': (by) =>
      by.call(screening.assist, { body: { ...at, name: 'New One', identity: newDocument() } }),
    'reads the record of a check': async (by) =>
      by.call(screening.record, { params: { id: await checked() } }),
    'finds that record by number': async (by) => {
      const body = { identity: one.identity, limit: 200 };
      const id = await checked();
      const answer = await by.call(screening.records, { body });
      if (answer.status !== 200) return answer;
      return answer.body.items.some((each) => each.id === id) ? answered : missing;
    },
    'undoes that check': async (by) =>
      by.call(screening.undo, { params: { id: await checked() }, body: {} }),
    'sees an alert': async (by) => {
      const id = await alerted();
      const answer = await by.call(screening.alerts, { query: { state: 'open' } });
      if (answer.status !== 200) return answer;
      return answer.body.items.some((each) => each.id === id) ? answered : missing;
    },
    'takes an alert up': async (by) =>
      by.call(screening.closeAlert, {
        params: { id: await alerted() },
        body: { note: 'Measured again' },
      }),
  });
  expect(table).toBe(`
+ done            f forbidden    o oneself, or one’s own         r of too low a level    a what is another’s
- not signed in   n not found    l a line in which they stand    x disabled there        d no document on record

                                      maker beside middle senior other line pier port middle port senior hatch quay disabled admin resident
is told whose codes are checked       +     +      +      +      +          n    n           n           n     n    +        n     -
looks at a code                       +     +      +      +      +          n    n           n           n     n    x        n     -
looks somebody up by number           +     +      +      +      +          n    n           n           n     n    x        n     -
checks somebody                       +     +      +      +      +          n    n           n           n     n    x        n     -
has a code sent, to register somebody +     +      +      +      +          n    n           n           n     n    x        n     -
registers somebody                    +     +      +      +      +          n    n           n           n     n    x        n     -
reads the record of a check           +     n      +      +      +          n    n           n           n     n    n        n     -
finds that record by number           +     n      +      +      +          n    n           n           n     n    n        n     -
undoes that check                     +     n      n      n      n          n    n           n           n     n    n        n     -
sees an alert                         n     n      +      +      +          n    n           n           n     n    n        n     -
takes an alert up                     n     n      +      +      +          n    n           n           n     n    n        n     -
`);
}, 180_000);

it('is not undone any more by whoever was disabled meanwhile', async () => {
  const { sites, kit } = stage;
  const hasty = await scanner(stage, sites.gate, 'ordinary');
  await kit.platform.transaction(null, (tx) =>
    assignScanner(tx, { ...hasty, siteId: sites.pier.id, superior: null }),
  );
  const id = await checked(39.5, hasty);
  await disable(stage, hasty);
  const { body } = await (await kit.as(hasty)).call(screening.undo, { params: { id }, body: {} });
  expect(body.code).toBe('site_not_active');
});
