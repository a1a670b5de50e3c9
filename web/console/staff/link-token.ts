/** The token stands behind the `#`, which no browser sends to a server and no log keeps. */
export function tokenOf(hash: string): string {
  return new URLSearchParams(hash.replace(/^#/, '')).get('token') ?? '';
}
