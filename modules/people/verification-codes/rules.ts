/** What a code is good for: one entered for one of them opens none of the others. */
export const codePurposes = [
  'sign-in',
  /** The phone that somebody registers with. */
  'registration',
  /** Somebody on record who takes their record over: the phone on record. */
  'claim',
  /** A forgotten password. */
  'recovery',
  /** Another phone from now on: the new one. */
  'phone',
  /** The first password of a member of staff. */
  'activation',
  /** Somebody whom a scanner registers. */
  'assisted',
] as const;

export type CodePurpose = (typeof codePurposes)[number];

/** A code is good for so long, and for so many tries. */
export const codeLifetime = 5 * 60_000;
export const maxCodeTries = 5;
export const codeDigits = 6;

/** So long the steps after a right code may take. */
export const stepsLifetime = 30 * 60_000;

/**
 * Whether a code of the purpose is sent to everybody who asks for one. Otherwise it is sent only where the
 * phone is on record, and nothing may tell whether that is so: not even what became of the message.
 */
export const isAlwaysSent: Record<CodePurpose, boolean> = {
  'sign-in': false,
  registration: true,
  claim: true,
  recovery: false,
  phone: true,
  activation: false,
  assisted: true,
};
