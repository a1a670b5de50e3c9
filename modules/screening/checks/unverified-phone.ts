/** What the phone of a check is encrypted for. */
export const phonePurpose = (checkId: string) =>
  `screening.unverified-phone ${checkId.toLowerCase()}`;
