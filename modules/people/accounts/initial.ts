/** Binds an encrypted initial password to its person and realm. */
export const initialPurpose = (personId: string, realm: string): string =>
  `people.initial ${realm} ${personId}`;
