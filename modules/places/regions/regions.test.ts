import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Client, type Kit, startKit } from '../../../server/testing/kit.ts';
import { places } from '../contract.ts';
import { findWholeRegion, type Region, regionsBelow } from './regions.ts';

const nameOf = (code: string) => findWholeRegion(code)?.name;

describe('the divisions of GB/T 2260', () => {
  it('names a place with all above it, in both languages', () => {
    expect(nameOf('220104')).toEqual({
      zh: '吉林省长春市朝阳区',
      en: 'Chaoyang District, Changchun, Jilin Province',
    });
    expect(nameOf('222404')?.en).toBe(
      'Hunchun, Yanbian Korean Autonomous Prefecture, Jilin Province',
    );
    expect(nameOf('341500')?.en).toBe("Lu'an, Anhui Province");
    expect(nameOf('610000')?.en).toBe('Shaanxi Province');
    expect(nameOf('150723')?.en).toBe('Oroqen Autonomous Banner, Hulunbuir, Inner Mongolia');
    expect(nameOf('990000')).toBeUndefined();
  });

  it('goes down by levels, past those that are only statistics', () => {
    const below = (code: string | null) => regionsBelow(code).map(({ name }) => name.zh);
    expect(below(null)).toHaveLength(34);
    expect(below('110000')).toContain('东城区');
    expect(below('420000')).toContain('仙桃市');
    expect(below('220100')).toEqual(expect.arrayContaining(['朝阳区', '农安县']));
    expect(below('220100').join()).not.toMatch(/市辖区|开发区/);
    expect(below('441900')).toEqual([]);
    expect(below('999999')).toEqual([]);
  });

  it('has each place once, under a name that no sibling has', () => {
    const all = [...walk(null)];
    expect(all.length).toBeGreaterThan(3200);
    expect(new Set(all.map(({ code }) => code)).size).toBe(all.length);
    expect(new Set(all.map(({ parent, name }) => `${parent} ${name.zh}`)).size).toBe(all.length);
    expect(all.filter(({ name }) => !/^[A-Z][A-Za-zü' -]+$/.test(name.en))).toEqual([]);
  });
});

function* walk(parent: string | null): Generator<Region> {
  for (const region of regionsBelow(parent)) {
    yield region;
    if (region.hasChildren) yield* walk(region.code);
  }
}

describe('over HTTP', () => {
  let kit: Kit;
  let nobody: Client;
  beforeAll(async () => {
    kit = await startKit();
    nobody = await kit.as(null, 'portal');
  });
  afterAll(() => kit.close());

  it('tells anybody one level at a time', async () => {
    const provinces = await nobody.get(places.regions);
    expect(provinces).toContainEqual({
      code: '220000',
      name: { zh: '吉林省', en: 'Jilin Province' },
      hasChildren: true,
    });
    const cities = await nobody.get(places.regions, { query: { below: '220000' } });
    expect(cities.map(({ name }) => name.en)).toContain('Changchun');
    const answer = await nobody.call(places.regions, { query: { below: '220000' } });
    expect(answer.headers['cache-control']).toBe('public, max-age=86400');
    expect((await nobody.call(places.regions, { query: { below: "22'" } })).status).toBe(422);
  });
});
