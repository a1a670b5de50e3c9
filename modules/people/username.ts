/** A user name as it is stored and looked up. */
export const usernameLookup = (username: string): string =>
  username.normalize('NFKC').trim().toLowerCase();
