import { expect, it } from 'vitest';
import { namedProgrammes, templateCodes } from './programme-names.ts';

const codes = ['games', 'campus', 'region'];
const rolesIn = (source: string, path = 'modules/reports/rules.tsx') =>
  namedProgrammes(path, source, codes).map(({ code, role }) => [code, role]);

it.each([
  ["if (programme.code === 'region') stop();", 'code'],
  ["if ('region' !== programme.template) stop();", 'template'],
  ["const first = find('region');", 'find'],
  ["const strict = ['penguins', 'region'].includes(code);", 'code'],
  ["strict.has('region');", 'strict'],
  ["switch (realm) { case 'region': stop(); }", 'realm'],
  ["const made = { template: 'region' };", 'template'],
  ["type Code = 'penguins' | 'region';", 'Code'],
  ["function make(code = 'region') {}", 'code'],
  ["function make(code: 'region') {}", 'code'],
  ['const page = <Frame code="region" />;', 'code'],
  ['code = `region`;', 'code'],
  ["open('/portal/region/');", 'portal'],
  ['open(`/desk/region/` + form);', 'desk'],
  ["sql`select 1 from programmes where code = 'region'`;", 'code'],
  ["({ 'region': 3 });", undefined],
])('finds the programme in %s', (source, role) => {
  expect(rolesIn(source)).toEqual([['region', role]]);
});

it.each([
  "if (place.kind === 'region') stop();",
  "const kinds = ['region', 'organisation'];",
  "export const PlaceKind = Type.Enum(['region', 'organisation', 'site']);",
  "(['region', 'site'] as const).map((kind) => kind);",
  "type Place = { kind: 'region' | 'site' };",
  "const field = { type: 'region', code: 'home' };",
  "switch (field.type) { case 'region': stop(); }",
  "function Widget(props: WidgetProps<'region'>) {}",
  "import { region } from './region/region.ts';",
  '// The games of the campus',
  "const text = { en: 'Choose a region of the campus.' };",
  'const region = regions[0]; region.code;',
  "sql`select 1 from places where kind in ('region', 'site')`;",
])('lets the ordinary word pass in %s', (source) => {
  expect(rolesIn(source)).toEqual([]);
});

it('finds codes that are no other word wherever they are values', () => {
  expect(rolesIn("const kind = 'games';")).toEqual([['games', 'kind']]);
  expect(rolesIn("const field = { type: 'campus' };")).toEqual([['campus', 'type']]);
});

it('reads statements of a migration by the column that they compare', () => {
  const path = 'modules/places/migrations/20260101-a.sql';
  expect(rolesIn("check (kind in ('region', 'site'))", path)).toEqual([]);
  expect(rolesIn("update programmes set name = 'x' where code = 'region';", path)).toEqual([
    ['region', 'code'],
  ]);
  expect(rolesIn("insert into programmes values ('region');", path)).toEqual([
    ['region', undefined],
  ]);
});

it('says the line', () => {
  expect(namedProgrammes('web/a.ts', "\n\nf('games');", codes)).toMatchObject([{ line: 3 }]);
});

it('knows the templates that there are', () => {
  expect(templateCodes()).toContain('games');
});
