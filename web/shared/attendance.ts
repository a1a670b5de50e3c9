/** So long after the last touch, key or turn of the wheel nobody is taken to be at the page any more. */
const ALONE_AFTER_MS = 5 * 60_000;

/** Clicks and input also come from helps for people who use neither pointer nor keys. */
const signs = ['pointerdown', 'click', 'keydown', 'input', 'wheel', 'touchmove'];

let touched: number | undefined;

/** From now on notes what people do at the page. On a phone, which is its owner's, nobody needs to. */
export function noticePeople(page: EventTarget): void {
  touched = performance.now();
  const note = () => {
    touched = performance.now();
  };
  for (const kind of signs) {
    page.addEventListener(kind, note, { capture: true, passive: true });
  }
}

/** Whether somebody is at the page. What it asks for by itself keeps no session open on a PC that was left. */
export function isAttended(): boolean {
  return touched === undefined || performance.now() - touched < ALONE_AFTER_MS;
}
