/** The token of the session of one of those who look through the lists. */
export const clerkToken = (nth: number) => `bench-clerk-${nth}`;
