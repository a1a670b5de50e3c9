import { Type } from 'typebox';
import { contract, Instant, TextSchema } from './contract.ts';

/** What the pages of an installation need to know before anybody is signed in. */
export const system = contract('system', {
  info: {
    method: 'GET',
    path: '/',
    summary: 'What kind of installation this is, and its time',
    response: Type.Object({
      demo: Type.Boolean(),
      /** No administrator exists yet: the link on the terminal makes the first. */
      empty: Type.Boolean(),
      now: Instant,
      publicUrl: Type.String(),
      version: Type.String(),
      /** Somebody sends short messages for it. */
      sms: Type.Boolean(),
    }),
  },
});

/** Only a demo has these. */
export const demo = contract('demo', {
  people: {
    method: 'GET',
    path: '/people',
    summary: 'Invented people with their sign-ins',
    response: Type.Array(
      Type.Object({
        title: TextSchema,
        /** What to know of all of them; empty where there is nothing. */
        note: TextSchema,
        people: Type.Array(
          Type.Object({
            name: Type.String(),
            role: TextSchema,
            /** Where to go, each as a path: `/console/`. */
            paths: Type.Array(Type.String()),
            account: Type.String(),
            password: Type.String(),
            /** For whom the first sign-in is over: the answer to each security question. */
            note: TextSchema,
            /** For what to take this person. */
            use: TextSchema,
          }),
        ),
      }),
    ),
  },
  outbox: {
    method: 'GET',
    path: '/outbox',
    summary: 'What a real installation would have sent, and captcha answers, newest first',
    response: Type.Array(
      Type.Object({
        at: Instant,
        kind: Type.Enum(['sms', 'mail', 'captcha', 'webhook']),
        to: Type.String(),
        text: TextSchema,
      }),
    ),
  },
});
