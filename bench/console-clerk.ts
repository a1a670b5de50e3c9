/** Whoever looks through the lists, and the token of their session. */
export const clerkName = 'bench-clerk';
export const clerkToken = 'bench-clerk';
