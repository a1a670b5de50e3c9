import fastify from 'fastify';
import { type TSchema, Type } from 'typebox';
import { expect, it } from 'vitest';
import { Instant, Nullable } from './contract.ts';
import { responseSchema } from './response-schema.ts';

const Penguin = Type.Object({
  name: Nullable(Type.String()),
  weight: Nullable(Type.Integer()),
  colour: Nullable(Type.Enum(['black', 'white'])),
  at: Nullable(Instant),
  eggs: Nullable(Type.Array(Nullable(Type.Object({ day: Nullable(Type.Integer()) })))),
  mate: Type.Optional(Nullable(Type.Object({ name: Type.String() }))),
});

const at = '2022-01-20T06:00:00.000Z';
const all = { name: 'Pip "the" first', weight: 4, colour: 'white', at, eggs: [{ day: 1 }, null] };
const none = { name: null, weight: null, colour: null, at: null, eggs: null };

it('writes what the contract says, null or not, and nothing else', async () => {
  const penguins = [all, none, { ...all, mate: { name: 'Pam' } }, { ...none, mate: null }];
  const server = fastify();
  server.get('/', { schema: { response: { 200: responseSchema(Type.Array(Penguin)) } } }, () =>
    penguins.map((penguin) => ({ ...penguin, secret: 1 })),
  );
  expect((await server.inject('/')).json()).toEqual(penguins);
});

it('leaves no validator for what is something or null, and one for every other union', () => {
  const tries = (schema: TSchema) =>
    JSON.stringify(responseSchema(Type.Object({ schema }))).includes('anyOf');
  expect(tries(Penguin)).toBe(false);
  expect(tries(Type.Union([Type.String(), Type.Integer()]))).toBe(true);
  expect(tries(Nullable(Type.Union([Type.String(), Type.Integer()])))).toBe(true);
});
