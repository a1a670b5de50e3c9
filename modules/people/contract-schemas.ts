import { Type } from 'typebox';
import { identityKinds } from '../../forms/identity.ts';
import { AppName, Id, Instant, Nullable } from '../../platform/contract.ts';

export const Card = Type.String({ minLength: 1, maxLength: 40 });
/** What a person types where a password is asked for; rules for new ones are checked apart. */
export const Secret = Type.String({ minLength: 1, maxLength: 200 });

/**
 * The answer to a captcha: the characters of a picture, in either case; or for a puzzle ALTCHA's
 * payload, base64 of the JSON `{"challenge": the puzzle as it came, "solution": {"counter", "derivedKey"}}`.
 */
export const CaptchaAnswer = Type.Object({
  id: Id,
  answer: Type.String({ maxLength: 4000 }),
  /** The payload for the puzzle that came beside a picture. */
  solution: Type.Optional(Type.String({ maxLength: 4000 })),
});

export const Answer = Type.String({ minLength: 1, maxLength: 100, pattern: '\\S' });

/** One of the security questions that are asked for: a code of the realm's list and the person's answer. */
export const QuestionAnswer = Type.Object({
  question: Type.String({ minLength: 1, maxLength: 60 }),
  answer: Answer,
});

export const Me = Type.Object({
  personId: Id,
  name: Type.String(),
  realm: Type.String(),
  app: AppName,
  /** By what the person is known: a card number or a user name, otherwise the phone, masked. */
  account: Type.String(),
  /** Changing the password needs the current one. Not so for who has none, or just signed in by a code. */
  needsCurrentPassword: Type.Boolean(),
  /** The first sign-in is not finished: only `finish` and `signOut` are open. */
  mustFinish: Type.Boolean(),
  /** For the first sign-in on a second system: a question set on the other one that must be answered, by code. */
  otherQuestion: Nullable(Type.String()),
});

export const SignedIn = Type.Object({
  me: Me,
  /** A further card of the person was typed: `me.account` is the one to use. */
  usedAlias: Type.Boolean(),
});

/** What the page is told of a code that was asked for. */
export const OrderedCode = Type.Object({
  token: Type.String(),
  /** The number, masked. */
  phone: Type.String(),
  expiresAt: Instant,
  /** When another code may be asked for. */
  nextAt: Instant,
});

/** The digits of a code, as somebody types them. */
export const CodeTyped = Type.String({ minLength: 1, maxLength: 20 });

/** Somebody’s own name, as their document has it. */
export const PersonName = Type.String({ minLength: 1, maxLength: 100 });

/** A document and its number, as somebody types it. */
export const IdentityGiven = Type.Object({
  kind: Type.Enum([...identityKinds]),
  number: Type.String({ minLength: 1, maxLength: 64 }),
});
