/** Registering (SPEC J1): the phone and its code, a password, then who somebody is. */
export const registrationSteps = ['phone', 'password', 'person'] as const;

export type RegistrationStep = (typeof registrationSteps)[number];
