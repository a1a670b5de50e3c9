/**
 * One clock for all pages: the server's. A phone's own clock may be wrong by hours or years, so it
 * only measures how much time has passed since the server last said what time it is. The
 * difference is remembered, so that pages opened without a network are right, too. They are not where the
 * phone's clock was put right meanwhile: nobody can know that before the server answers.
 */
const KEY = 'anxing.clock';

let offset = remembered();

/**
 * How far the device's clock is ahead of the time that the page has been open. It grows while a device
 * sleeps, and shrinks only when its clock is put back.
 */
const lead = () => Date.now() - performance.now();
let lastLead = lead();

function remembered(): number {
  try {
    const kept = Number(localStorage.getItem(KEY));
    return Number.isFinite(kept) ? kept : 0;
  } catch {
    return 0;
  }
}

function remember(fresh: number): void {
  offset = fresh;
  try {
    localStorage.setItem(KEY, String(fresh));
  } catch {
    // Storage may be forbidden; then the next answer tells the time again.
  }
}

/** How far the device's clock was put back since this was asked last; small changes are noise. */
function putBack(): number {
  const before = lastLead;
  lastLead = lead();
  const back = Math.round(before - lastLead);
  return back < 1000 ? 0 : back;
}

/**
 * Measures how long an answer takes: by both clocks, of which one may stand still while the device sleeps,
 * and the other may be put back.
 */
export function startWaiting(): () => number {
  const [byDevice, byPage] = [Date.now(), performance.now()];
  return () => Math.max(Date.now() - byDevice, performance.now() - byPage);
}

/**
 * Takes the time that an answer carried, which the server gave at some moment while it was waited for; what
 * is possible then stays. Small changes are noise.
 */
export function learnServerTime(instant: string | null, waited = 0): void {
  const time = instant === null ? Number.NaN : Date.parse(instant);
  if (Number.isNaN(time)) return;
  const known = serverNow();
  const nearest = Math.min(Math.max(known, time), time + waited);
  if (Math.abs(nearest - known) >= 1000) remember(offset + nearest - known);
}

/** Now, as the server sees it, in milliseconds since 1970. */
export function serverNow(): number {
  const back = putBack();
  if (back > 0) remember(offset + back);
  return Date.now() + offset;
}
