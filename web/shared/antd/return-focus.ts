const isThere = (element: Element) => element.isConnected && element.checkVisibility();

/**
 * Who closes a dialog or a menu by keyboard goes on where they were. The library sees to it only where a dialog fades
 * out before it is taken away. Where that is gone as well, such as the button of a row that was deleted, it is the
 * page's content.
 */
export function returnFocus(page: HTMLElement): void {
  /** What last had the focus in the page, and in each thing that opened over it; the newest at the end. */
  let last: { element: HTMLElement; layer: Element }[] = [];
  document.addEventListener('focusin', ({ target: element }) => {
    if (!(element instanceof HTMLElement)) return;
    const layer = [...document.body.children].find((each) => each.contains(element));
    // From the end of an open dialog the focus is behind it for a moment.
    const isBehind =
      layer === page && [...document.querySelectorAll('[aria-modal=true]')].some(isThere);
    if (!layer || isBehind) return;
    last = last.filter((each) => each.layer !== layer && each.layer.isConnected);
    last.push({ element, layer });
  });
  /** Whether the focus was lost with something that had been open over the page. */
  const check = () => {
    const newest = last.at(-1);
    const { activeElement } = document;
    if (activeElement && activeElement !== document.body) return;
    if (!newest || newest.layer === page || isThere(newest.element)) return;
    const next =
      last.findLast(({ element }) => isThere(element))?.element ?? document.getElementById('main');
    if (next?.id === 'main') next.tabIndex = -1;
    next?.focus({ preventScroll: true });
  };
  // It is lost where its element is taken away, and where that is hidden, which is seen at the next frame.
  new MutationObserver(check).observe(document.body, { childList: true });
  document.addEventListener('focusout', () => requestAnimationFrame(check));
}
