import { Type } from 'typebox';
import { codeColours } from '../../../forms/colours.ts';
import {
  Done,
  defineAuditActions,
  definePermissions,
  defineProblems,
  Instant,
  Line,
  Nullable,
} from '../../../platform/contract.ts';

/** Base64url of a compressed point of P-256. */
const PhoneKey = Type.String({ pattern: '^[\\w-]{44}$' });

const ProgrammeId = Type.Object({
  programmeId: Type.Integer({ minimum: 1, maximum: 2 ** 53 - 1 }),
});

export const credentialEndpoints = {
  publicKeys: {
    method: 'GET',
    path: '/keys',
    summary: 'The public keys that verify signed codes, as a JSON Web Key Set',
    response: Type.Object({
      keys: Type.Array(
        Type.Object({
          kty: Type.Literal('EC'),
          crv: Type.Literal('P-256'),
          x: Type.String(),
          y: Type.String(),
          kid: Type.String(),
          use: Type.Literal('sig'),
          alg: Type.Literal('ES256'),
        }),
      ),
    }),
  },
  ownCredential: {
    method: 'POST',
    path: '/mine/credential',
    summary:
      'One’s signed code for this phone, the same as before while that still serves; or why this phone has none',
    body: Type.Object({ phoneKey: PhoneKey }),
    response: Type.Object({
      /** Base64url of the COSE_Sign1 message that the phone signs together with the moment. */
      credential: Nullable(
        Type.Object({
          signed: Type.String(),
          colour: Type.Enum([...codeColours]),
          expiresAt: Instant,
        }),
      ),
      /** Shows the code at present, so that this one does not. */
      otherPhone: Nullable(
        Type.Object({
          /** Browser and system in plain words; empty where unknown. */
          device: Type.String(),
          since: Instant,
          /** What it takes to show the code here instead: nothing, the password, or signing in again. */
          proof: Type.Enum(['fresh', 'password', 'sign-in']),
        }),
      ),
    }),
  },
  registerPhone: {
    method: 'POST',
    path: '/mine/phone',
    summary: 'Shows one’s code on this phone from now on',
    body: Type.Object({
      phoneKey: PhoneKey,
      /** Also where another phone shows it, whose code then counts no more. */
      replace: Type.Optional(Type.Boolean()),
      password: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })),
    }),
    response: Done,
  },
  revocations: {
    method: 'GET',
    path: '/revocations',
    summary:
      'What was revoked since the state that a scanner has, as a signed message (application/cose)',
    query: Type.Object({ after: Type.Optional(Type.String({ maxLength: 40 })) }),
    response: 'stream',
  },
  recall: {
    method: 'POST',
    path: '/recall',
    summary: 'Recalls all signed codes of a programme; phones that are online get new ones at once',
    body: Type.Object({ ...ProgrammeId.properties, reason: Line(500) }),
    response: Type.Object({ smallestVersion: Type.Integer() }),
  },
} as const;

export const credentialProblems = defineProblems({
  no_code: {
    status: 404,
    zh: '此项目没有健康码。',
    en: 'There are no health codes in this programme.',
  },
  another_phone: {
    status: 409,
    zh: '另一部手机正在出示您的码。',
    en: 'Another phone shows your code at present.',
  },
  sign_in_again: {
    status: 403,
    zh: '请重新登录，以证明是您本人。',
    en: 'Please sign in again, to show that it is you.',
  },
});

export const credentialPermissions = definePermissions({
  'code.recall': { zh: '收回全部健康码', en: 'Recall all health codes' },
});

export const credentialActions = defineAuditActions({
  'code.recalled': { zh: '收回全部健康码', en: 'Recalled all health codes' },
  'code.key_rotated': { zh: '更换签名密钥', en: 'Changed the signing key' },
});
