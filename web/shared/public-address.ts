const isLocalHost = (host: string) => /^(localhost|127\.|\[?::1)/.test(host);

/** Whether an address is one of the machine itself, which no phone reaches. */
export function isLocal(origin: string): boolean {
  return isLocalHost(new URL(origin).hostname);
}

/** Where a phone reaches this installation: as configured, else as this page was reached. */
export function originFor(publicUrl: string | undefined): string {
  if (!publicUrl || isLocal(publicUrl)) return location.origin;
  return publicUrl;
}
