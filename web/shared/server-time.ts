/**
 * One clock for all pages: the server's. A phone's own clock may be wrong by hours or years, so it
 * only measures how much time has passed since the server last said what time it is. The
 * difference is remembered, so that pages opened without a network are right, too.
 */
const KEY = 'anxing.clock';

let offset = remembered();

function remembered(): number {
  try {
    const kept = Number(localStorage.getItem(KEY));
    return Number.isFinite(kept) ? kept : 0;
  } catch {
    return 0;
  }
}

/** Takes the time that an answer carried. Answers travel for a moment; small changes are noise. */
export function learnServerTime(instant: string | null): void {
  const time = instant === null ? Number.NaN : Date.parse(instant);
  if (Number.isNaN(time)) return;
  const fresh = time - Date.now();
  if (Math.abs(fresh - offset) < 1000) return;
  offset = fresh;
  try {
    localStorage.setItem(KEY, String(Math.round(fresh)));
  } catch {
    // Storage may be forbidden; then the next answer tells the time again.
  }
}

/** Now, as the server sees it, in milliseconds since 1970. */
export function serverNow(): number {
  return Date.now() + offset;
}
