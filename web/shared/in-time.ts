/** What was waited for did not come in time. It may still come. */
export class NotInTime extends Error {}

const STEPS = 10;

/**
 * Waits for something no longer than that; throws `NotInTime`. A page that was frozen, as on a phone that was
 * locked, has not waited meanwhile: so the time is counted in steps, of which at most one falls due by that.
 */
export function inTime<T>(work: Promise<T>, milliseconds: number): Promise<T> {
  return new Promise((resolve, reject) => {
    let left = STEPS;
    const timer = setInterval(() => {
      left -= 1;
      if (left > 0) return;
      clearInterval(timer);
      reject(new NotInTime());
    }, milliseconds / STEPS);
    void work.then(resolve, reject).finally(() => clearInterval(timer));
  });
}
