import { Type } from 'typebox';
import { codeColours } from '../../forms/colours.ts';
import type { FormDefinition, Values } from '../../forms/definition.ts';
import { identityKinds } from '../../forms/identity.ts';
import { Id, Instant, Nullable } from '../../platform/contract.ts';

/** What several parts of the contract share. */

export const RowId = Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER });
export const Colour = Type.Enum([...codeColours]);

/** So many characters of the number are asked for at least. */
export const documentEndingLength = 4;

/** A document as it is typed. */
export const Identity = Type.Object({
  kind: Type.Enum([...identityKinds]),
  number: Type.String({ minLength: 1, maxLength: 64 }),
});

/** Somebody whom a scanner registers by the document that they show. */
export const AssistedPerson = {
  name: Type.String({ maxLength: 100 }),
  identity: Identity,
};

/** The same in a check: whoever is not on record yet is put on record, with no phone. */
export const Assisted = Type.Object({
  ...AssistedPerson,
  /** As it was typed without a network: kept with the check, and never the phone on record. */
  unverifiedPhone: Type.Optional(Type.String({ maxLength: 40 })),
});

/**
 * How a person is found: by the code on their phone, by one on paper together with the last characters of their
 * document's number, or by that number.
 */
export const Way = Type.Union([
  Type.Object({ code: Type.String({ minLength: 1, maxLength: 600 }) }),
  Type.Object({
    printed: Type.String({ minLength: 1, maxLength: 600 }),
    documentEnding: Type.String({ minLength: documentEndingLength, maxLength: 20 }),
  }),
  Type.Object({ identity: Identity }),
  Type.Object({ assisted: Assisted }),
]);

export const Definition = Type.Unsafe<FormDefinition>({});
export const AnswerValues = Type.Unsafe<Values>({ type: 'object', additionalProperties: true });

/** In degrees Celsius with one decimal place at most. */
export const Temperature = Type.Number({ minimum: 34, maximum: 43 });

/** What a scanner is told of the person in front of them: enough to see that it is the right one. */
export const Person = Type.Object({
  maskedName: Type.String(),
  /** Kind and masked number of the document; null where none is known. */
  document: Nullable(Type.String()),
  programme: Type.Object({ code: Type.String(), zh: Type.String(), en: Type.String() }),
  colour: Colour,
  /** Why, in the words of the programme's rule; null where it is green, or grey for want of a report. */
  reason: Nullable(Type.Object({ zh: Type.String(), en: Type.String() })),
  reportedAt: Nullable(Instant),
});

export const CheckSummary = Type.Object({
  id: Id,
  siteId: Type.Integer(),
  siteZh: Type.String(),
  siteEn: Type.String(),
  maskedName: Type.String(),
  checkedAt: Instant,
  temperature: Type.Number(),
  colour: Colour,
  isOwn: Type.Boolean(),
  undone: Type.Boolean(),
  /** It reached the server later, and something had changed meanwhile. */
  conflict: Nullable(
    Type.Enum(['site_closed', 'scanner_disabled', 'code_refused', 'name_differs']),
  ),
});
