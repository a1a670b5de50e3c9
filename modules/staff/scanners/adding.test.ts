import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { prcCheckDigit } from '../../../forms/identity.ts';
import { type Client, type Kit, startKit, startOfTests } from '../../../server/testing/kit.ts';
import { notices } from '../../notices/contract.ts';
import { people } from '../../people/contract.ts';
import { addAccount, hashSecret, lockUser, staffRealm } from '../../people/public.ts';
import { solveCaptcha } from '../../people/testing.ts';
import { staff } from '../contract.ts';
import { createStaff } from '../create.ts';
import { assign, type Crew, gatherCrew, scannerPassword } from './testing.ts';

let kit: Kit;
let crew: Crew;
let senior: Client;
let middle: Client;
let chief: Client;

beforeAll(async () => {
  kit = await startKit();
  crew = await gatherCrew(kit.platform);
  senior = await as(crew.s1);
  middle = await as(crew.i1);
  chief = await as(crew.chief);
});
afterAll(() => kit.close());
beforeEach(() => kit.clock.set(startOfTests));

const as = ({ personId }: { personId: string }) =>
  kit.as({ personId, realm: staffRealm, app: 'field' });

let count = 0;
/** A number of somebody who does not exist, and a phone. */
function nobodyYet() {
  count += 1;
  const digits = `22010219900101${String(count).padStart(3, '0')}`;
  const number = digits + prcCheckDigit(digits);
  const phone = `139${String(count).padStart(8, '0')}`;
  return { identity: { kind: 'prc_id' as const, number }, phone };
}

const newOne = (given: object = {}) => ({
  ...{ siteId: crew.places.gate.id, level: 'ordinary' as const, name: '王小明' },
  ...nobodyYet(),
  ...given,
});

const add = async (by: Client, body: ReturnType<typeof newOne>) =>
  by.call(staff.addScanner, { body });

/** The newest code that was sent to a phone. */
async function codeTo(phone: string): Promise<string> {
  await kit.work();
  const items = kit.platform.transports.outbox?.items() ?? [];
  const item = items.find(({ kind, to }) => kind === 'sms' && to === `+86${phone}`);
  return /\d{6}/.exec(item?.text.en ?? '')?.[0] ?? '';
}

async function requestCode(by: Client, phone: string): Promise<string> {
  const captcha = await solveCaptcha(kit.platform);
  return (await by.get(people.requestCode, { body: { phone, captcha } })).token;
}

describe('a new scanner', () => {
  it('stands under who added them, activates by a code and signs in by phone', async () => {
    const body = newOne();
    const found = await middle.get(staff.findScanner, {
      body: { siteId: body.siteId, identity: body.identity },
    });
    expect(found).toEqual({ known: false, name: null });
    const { scannerId, known } = await middle.get(staff.addScanner, { body });
    expect(known).toBe(false);
    const seen = await middle.get(staff.scanner, { params: { scannerId } });
    expect(seen).toMatchObject({
      ...{ name: '王小明', level: 'ordinary', superior: 'Crew i1', activated: false },
      identifiers: [
        { kind: 'identity', value: expect.stringMatching(/^2.*\*+.*$/) },
        { kind: 'phone', value: expect.stringContaining('****') },
      ],
    });
    const fresh = await kit.as(null, 'field');
    const token = await requestCode(fresh, body.phone);
    const code = await codeTo(body.phone);
    const { me } = await fresh.get(people.signInByCode, { body: { token, code } });
    expect(me.mustFinish).toBe(true);
    await fresh.get(people.finish, { body: { password: scannerPassword, questions: [] } });
    expect((await fresh.get(staff.mySites)).map(({ id }) => id)).toEqual([body.siteId]);
    const again = await kit.as(null, 'field');
    const entered = await again.get(people.signInByUsername, {
      body: { username: body.phone, password: scannerPassword },
    });
    expect(entered.me).toMatchObject({ name: '王小明', mustFinish: false });
    expect((await again.get(notices.mine)).items).toMatchObject([{ kind: 'scanner-added' }]);
  });

  it('is refused by a code as well once disabled, with a proof of who that was', async () => {
    const { phone, scannerId } = await activated();
    const { rows } = await kit.database.pool.query('select person_id from scanners where id = $1', [
      scannerId,
    ]);
    await chief.get(staff.switchScanner, {
      ...{ params: { scannerId }, body: { what: 'self', disabled: true } },
    });
    const fresh = await kit.as(null, 'field');
    const token = await requestCode(fresh, phone);
    const body = { token, code: await codeTo(phone) };
    const { body: refused } = await fresh.call(people.signInByCode, { body });
    const params = { personId: rows[0].person_id, proof: expect.any(String) };
    expect(refused).toMatchObject({ code: 'shut_out', params });
    expect(fresh.cookie).toBeUndefined();
  });

  it('sets a new password by a code where the old one is forgotten', async () => {
    const { phone } = await activated();
    const fresh = await kit.as(null, 'field');
    kit.clock.set('2022-01-20T05:00:00Z');
    const token = await requestCode(fresh, phone);
    await fresh.get(people.signInByCode, { body: { token, code: await codeTo(phone) } });
    await fresh.get(people.changePassword, { body: { password: 'another-one-8' } });
    const again = await kit.as(null, 'field');
    const enter = (password: string) =>
      again.call(people.signInByUsername, { body: { username: phone, password } });
    expect((await enter(scannerPassword)).status).toBe(401);
    expect((await enter('another-one-8')).status).toBe(200);
  });

  it('gets a one-time password where no message comes, until they have signed in once', async () => {
    const body = newOne();
    const { scannerId } = await middle.get(staff.addScanner, { body });
    const params = { scannerId };
    const { oneTimePassword } = await middle.get(staff.scannerPassword, { params, body: {} });
    const fresh = await kit.as(null, 'field');
    const { me } = await fresh.get(people.signInByUsername, {
      body: { username: body.phone, password: oneTimePassword },
    });
    expect(me.mustFinish).toBe(true);
    await fresh.get(people.finish, { body: { password: scannerPassword, questions: [] } });
    const later = await middle.call(staff.scannerPassword, { params, body: {} });
    expect(later.body.code).toBe('scanner_active');
    const other = { params: { scannerId: crew.o3.scannerId }, body: {} };
    expect((await middle.call(staff.scannerPassword, other)).status).toBe(404);
  });

  it('gets none from their line where they may do more elsewhere', async () => {
    const body = newOne();
    const { scannerId } = await middle.get(staff.addScanner, { body });
    await kit.database.pool.query(
      `insert into grants (person_id, role, place_id, granted_at)
       select person_id, 'reader', $1, now() from scanners where id = $2`,
      [crew.places.office.id, scannerId],
    );
    const params = { scannerId };
    const refused = await middle.call(staff.scannerPassword, { params, body: {} });
    expect(refused.body.code).toBe('scanner_has_other_roles');
    expect((await chief.call(staff.scannerPassword, { params, body: {} })).status).toBe(200);
  });

  it.each([false, true])(
    'gets none where they scan at a site of others as well, suspended there: %s',
    async (suspended) => {
      const { scannerId } = await middle.get(staff.addScanner, { body: newOne() });
      const { rows } = await kit.database.pool.query(
        'select person_id as "personId" from scanners where id = $1',
        [scannerId],
      );
      await kit.platform.transaction(null, (tx) =>
        assign(tx, rows[0], crew.places.pier, 'ordinary'),
      );
      await kit.database.pool.query(
        'update grants set suspended = $1 where person_id = $2 and place_id = $3',
        [suspended, rows[0].personId, crew.places.pier.id],
      );
      const params = { scannerId };
      const refused = await middle.call(staff.scannerPassword, { params, body: {} });
      expect(refused.body.code).toBe('scanner_has_other_roles');
      expect((await chief.call(staff.scannerPassword, { params, body: {} })).status).toBe(200);
    },
  );

  it('gets none where they set a password at that moment', async () => {
    const { scannerId } = await middle.get(staff.addScanner, { body: newOne() });
    const { rows } = await kit.database.pool.query(
      'select person_id as "personId" from scanners where id = $1',
      [scannerId],
    );
    const { personId } = rows[0];
    const passwordHash = await hashSecret(scannerPassword);
    let asked: ReturnType<Client['call']> | undefined;
    await kit.platform.transaction(null, async (tx) => {
      await lockUser(tx, personId, staffRealm);
      const params = { scannerId };
      asked = middle.call(staff.scannerPassword, { params, body: {} }) as typeof asked;
      await waitForLock(1);
      await addAccount(tx, { personId, realm: staffRealm, app: 'field', passwordHash });
    });
    expect((await asked)?.body).toMatchObject({ code: 'scanner_active' });
  });

  /** Until so many statements wait for a lock of this database. */
  const waitForLock = (count: number) =>
    expect
      .poll(async () => {
        const { rows } = await kit.database.pool.query(
          "select count(*)::int as n from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'",
        );
        return rows[0].n;
      })
      .toBe(count);

  /** Somebody who has a password. */
  async function activated() {
    const body = newOne();
    const { scannerId } = await middle.get(staff.addScanner, { body });
    const { oneTimePassword: password } = await middle.get(staff.scannerPassword, {
      ...{ params: { scannerId }, body: {} },
    });
    const fresh = await kit.as(null, 'field');
    await fresh.get(people.signInByUsername, { body: { username: body.phone, password } });
    await fresh.get(people.finish, { body: { password: scannerPassword, questions: [] } });
    return { ...body, scannerId };
  }
});

describe('adding', () => {
  it('is refused above what one’s level adds, and at sites of others', async () => {
    const codes = async (by: Client, given: object) =>
      ((await add(by, newOne(given))).body as { code?: string }).code ?? 'done';
    expect([
      await codes(senior, { level: 'senior' }),
      await codes(senior, { level: 'intermediate' }),
      await codes(middle, { level: 'intermediate' }),
      await codes(await as(crew.o1), {}),
      await codes(senior, { siteId: crew.places.pier.id }),
      await codes(senior, { siteId: crew.places.office.id }),
      await codes(chief, { siteId: crew.places.office.id, level: 'senior' }),
      await codes(chief, { siteId: crew.places.pier.id, level: 'senior' }),
    ]).toEqual([
      'level_too_low',
      'done',
      'level_too_low',
      'forbidden',
      'not_found',
      'not_found',
      'not_found',
      'done',
    ]);
  });

  it('tells each mistake at its field', async () => {
    const fields = async (given: object) => {
      const { body } = await add(middle, newOne(given));
      return body.fields?.map(({ path, code }) => `${path} ${code}`);
    };
    const wrong = { kind: 'prc_id', number: '220102199001010010' };
    expect(await fields({ identity: wrong })).toEqual(['identity.number prc_id_checksum']);
    expect(await fields({ name: undefined, phone: undefined })).toEqual([
      'name required',
      'phone required',
    ]);
    expect(await fields({ phone: '12345' })).toEqual(['phone phone_invalid']);
    const taken = newOne();
    await middle.get(staff.addScanner, { body: taken });
    expect(await fields({ phone: taken.phone })).toEqual(['phone scanner_phone_taken']);
    expect(await fields({ identity: taken.identity })).toEqual(['identity.number scanner_exists']);
  });

  it('finds somebody who is staff already, says little of them, and assigns them', async () => {
    const { identity, phone } = nobodyYet();
    const value = `${identity.kind} ${identity.number}`;
    const passwordHash = await hashSecret(scannerPassword);
    const known = await kit.platform.transaction(null, (tx) =>
      createStaff(tx, {
        ...{ username: 'known.one', name: '李晓红', passwordHash },
        identifiers: [{ kind: 'identity', value }],
      }),
    );
    const body = { siteId: crew.places.gate.id, identity };
    const answer = await senior.call(staff.findScanner, { body });
    expect(answer.body).toEqual({ known: true, name: '李**' });
    const added = await senior.get(staff.addScanner, {
      body: { ...body, level: 'intermediate', name: 'Other Name', phone },
    });
    expect(added.known).toBe(true);
    const params = { scannerId: added.scannerId };
    expect(await senior.get(staff.scanner, { params })).toMatchObject({ name: '李晓红' });
    expect((await senior.call(staff.findScanner, { body })).body.code).toBe('scanner_exists');
    const { rows } = await kit.database.pool.query(
      "select count(*)::int as count from audit_entries where action = 'scanner.looked_up' and person_id = $1",
      [known.personId],
    );
    expect(rows).toEqual([{ count: 2 }]);
  });

  it('takes the phone on record of somebody who is known, so that nobody is known by another one’s', async () => {
    const first = newOne();
    await middle.get(staff.addScanner, { body: first });
    const { identity, phone } = first;
    const elsewhere = { siteId: crew.places.pier.id, level: 'senior' as const, identity };
    const fields = async (given: object) => {
      const { body } = await chief.call(staff.addScanner, { body: { ...elsewhere, ...given } });
      return body.fields?.map(({ path, code }) => `${path} ${code}`) ?? body;
    };
    expect(await fields({})).toEqual(['phone required']);
    expect(await fields({ phone: '1' })).toEqual(['phone phone_invalid']);
    expect(await fields({ phone: nobodyYet().phone })).toEqual(['phone scanner_phone_differs']);
    expect(await fields({ phone })).toMatchObject({ known: true });
  });

  it('of one person by two at once makes one person and one assignment', async () => {
    const body = newOne({ name: 'Once Only' });
    const both = await Promise.all([add(senior, body), add(middle, body), add(senior, body)]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
    const { rows } = await kit.database.pool.query(
      'select s.id from persons p left join scanners s on s.person_id = p.id where p.name = $1',
      [body.name],
    );
    expect(rows).toHaveLength(1);
  });
});

describe('searching', () => {
  it('finds those whom one sees, by name, whole document or phone', async () => {
    const body = newOne({ name: '赵海洋' });
    const { scannerId } = await middle.get(staff.addScanner, { body });
    const find = async (by: Client, text: string) =>
      (await by.get(staff.scanners, { body: { text } })).items.map(({ id }) => id);
    for (const text of ['海洋', body.identity.number, body.phone]) {
      expect(await find(middle, text)).toEqual([scannerId]);
      expect(await find(senior, text)).toEqual([scannerId]);
      expect(await find(chief, text)).toEqual([scannerId]);
      expect(await find(await as(crew.s2), text)).toEqual([]);
    }
    expect(await find(middle, body.identity.number.slice(0, 17))).toEqual([]);
    expect(await find(chief, '%')).toEqual([]);
  });

  it('lists the same people as the site does, page by page, with what keeps them disabled', async () => {
    await chief.get(staff.switchScanner, {
      params: { scannerId: crew.i2.scannerId },
      body: { what: 'line', disabled: true },
    });
    for (const by of [chief, senior, middle, await as(crew.s2)]) {
      const { people: all } = await by.get(staff.site, { params: { siteId: crew.places.gate.id } });
      const items: { id: number; disabled: object }[] = [];
      let after: string | null = '';
      while (after !== null) {
        const page: { items: typeof items; next: string | null } = await by.get(staff.scanners, {
          body: { limit: 3, siteId: crew.places.gate.id, ...(after && { after }) },
        });
        items.push(...page.items);
        after = page.next;
      }
      const plain = (list: { id: number; disabled: object }[]) =>
        list.map(({ id, disabled }) => ({ id, disabled })).sort((a, b) => a.id - b.id);
      expect(plain(items)).toEqual(plain(all));
    }
  });
});

describe('who is on record', () => {
  it('is not tried out by phones, which stands in the trail', async () => {
    const { phone } = newOne();
    expect((await add(middle, newOne({ phone }))).status).toBe(200);
    const refused = await add(middle, newOne({ phone }));
    expect(refused.body.fields).toEqual([{ path: 'phone', code: 'scanner_phone_taken' }]);
    const { rows } = await kit.database.pool.query(
      "select place_id, details from audit_entries where action = 'scanner.add_refused' and actor_id = $1 order by id desc limit 1",
      [crew.i1.personId],
    );
    expect(rows).toEqual([
      { place_id: crew.places.gate.id, details: { state: 'scanner_phone_taken' } },
    ]);
  });

  it('is not tried out by documents: so many in an hour, by each', async () => {
    const body = () => ({ siteId: crew.places.gate.id, identity: nobodyYet().identity });
    const look = async (by: Client) => (await by.call(staff.findScanner, { body: body() })).body;
    const many = await Promise.all(Array.from({ length: 125 }, () => look(senior)));
    const codes = many.map(({ code }) => code ?? 'looked');
    expect(codes).toContain('wait_before_trying');
    expect(codes.filter((each) => each === 'looked').length).toBeLessThanOrEqual(120);
    expect((await add(senior, newOne())).body.code).toBe('wait_before_trying');
    expect((await look(middle)).code).toBeUndefined();
    kit.clock.set(new Date(Date.parse(startOfTests) + 3_600_000));
    expect((await look(await as(crew.s1))).code).toBeUndefined();
  });
});
