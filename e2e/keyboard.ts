import type { Page } from 'playwright-core';

/** Walks a page by the keyboard alone, and tells what it cannot reach or does not show. */

declare global {
  interface Window {
    axWalk: { seen: Set<Element>; last?: { element: Element; look: string } };
  }
}

/** Groups of which Tab reaches one part, and arrow keys the others. */
const groups =
  '[role=menu], [role=tablist], [role=radiogroup], [role=tree], [role=listbox], .ant-picker, .ant-segmented, .ant-radio-group';

/** Whoever looks at the page takes these for something to press. */
const pressable =
  'a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex]:not([tabindex="-1"]), [onclick], ' +
  ['button', 'link', 'menuitem', 'tab', 'checkbox', 'radio', 'switch', 'treeitem', 'combobox']
    .map((role) => `[role=${role}]`)
    .join();

/** Whose work a field beside them does, by typing or by the keys up and down. */
const byMouse = '.ant-color-picker-trigger, .ant-input-number-action';

/** Longer tables are alike from here on. */
const shortened = 'tbody tr:nth-child(n + 5) { display: none }';
/** What fades in is there at once, so that it can be compared. */
const still = '*, *::before, *::after { transition: none !important; animation: none !important }';

/** What is wrong for somebody without a mouse, from the top of the page, or of what is open over it. */
export async function walk(page: Page, within = 'body'): Promise<string[]> {
  const style = await page.addStyleTag({ content: `${shortened}\n${still}` });
  await page.evaluate(begin, within);
  const wrong: string[] = [];
  for (let presses = 0; presses < 400; presses += 1) {
    await page.keyboard.press('Tab');
    const step = await page.evaluate(look);
    if (step.wrong) wrong.push(step.wrong);
    if (step.isOver) break;
    if (presses === 399) wrong.push('no end is reached by 400 times Tab');
  }
  wrong.push(...(await page.evaluate(unreached, { groups, pressable, byMouse, within })));
  await style.evaluate((element) => (element as Element).remove());
  return [...new Set(wrong)];
}

/** Runs in the page. */
function begin(within: string): void {
  window.axWalk = { seen: new Set() };
  // A dialog has the focus from the beginning.
  if (within !== 'body' && document.activeElement) window.axWalk.seen.add(document.activeElement);
  if (within !== 'body') return;
  // From its very beginning.
  document.body.tabIndex = -1;
  document.body.focus();
  document.body.removeAttribute('tabindex');
}

/** Runs in the page, after each press. */
function look(): { isOver: boolean; wrong?: string } {
  const walked = window.axWalk;
  const describe = (element: Element) =>
    element.outerHTML.replace(/<svg.*?<\/svg>/gs, '').slice(0, 150);
  /** How it and what is around it is drawn; a mark of the focus may be at either. */
  const lookOf = (element: Element): string => {
    const around = [element, element.nextElementSibling];
    for (let at = element.parentElement, up = 0; at && up < 4; at = at.parentElement, up += 1)
      around.push(at, at.nextElementSibling);
    around.push(...element.querySelectorAll('*'));
    return around
      .filter((each) => each !== null)
      .slice(0, 40)
      .flatMap((each) => [getComputedStyle(each), getComputedStyle(each, '::after')])
      .map(({ outline, boxShadow, borderColor, backgroundColor, textDecoration, color }) =>
        [outline, boxShadow, borderColor, backgroundColor, textDecoration, color].join(),
      )
      .join('|');
  };
  let wrong: string | undefined;
  const { last } = walked;
  // A field and what stands within it share a mark.
  const field = last?.element.closest('.ant-select, .ant-picker, .ant-input-affix-wrapper');
  const isBeside = field?.contains(document.activeElement);
  if (last?.element.isConnected && !isBeside && lookOf(last.element) === last.look)
    wrong = `has no mark when it has the focus: ${describe(last.element)}`;
  const now = document.activeElement;
  const isOver = now !== null && walked.seen.has(now);
  // From the end it goes on at the beginning.
  if (now && now !== document.body && !isOver) {
    walked.seen.add(now);
    walked.last = { element: now, look: lookOf(now) };
    // What is drawn in place of a radio is its label.
    const drawn = now instanceof HTMLInputElement ? (now.closest('label') ?? now) : now;
    const { width, height } = drawn.getBoundingClientRect();
    if (!now.checkVisibility() || width * height === 0)
      wrong ??= `has the focus and is not seen: ${describe(now)}`;
  }
  return { isOver, ...(wrong && { wrong }) };
}

type Words = { groups: string; pressable: string; byMouse: string; within: string };

/** Runs in the page, once all was walked. */
function unreached({ groups, pressable, byMouse, within }: Words): string[] {
  const { seen } = window.axWalk;
  const root = document.querySelector(within) ?? document.body;
  const isSeen = (element: Element) =>
    seen.has(element) || [...seen].some((each) => element.contains(each) || each.contains(element));
  const isPointed = (element: Element) =>
    getComputedStyle(element).cursor === 'pointer' &&
    element.parentElement !== null &&
    getComputedStyle(element.parentElement).cursor !== 'pointer';
  return [...root.querySelectorAll('*')]
    .filter((element) => element.matches(pressable) || isPointed(element))
    .filter(
      (element) =>
        element.checkVisibility({ visibilityProperty: true }) &&
        element.getClientRects().length > 0 &&
        !element.closest('[inert], [aria-hidden=true], [aria-disabled=true], :disabled') &&
        !element.closest('label') &&
        !element.closest(byMouse),
    )
    .filter((element) => {
      const group = element.closest(groups);
      const name = element instanceof HTMLInputElement && element.type === 'radio' && element.name;
      return !(
        isSeen(element) ||
        (group && isSeen(group)) ||
        (name && [...seen].some((each) => each instanceof HTMLInputElement && each.name === name))
      );
    })
    .map(
      (element) =>
        `cannot be reached: ${element.outerHTML.replace(/<svg.*?<\/svg>/gs, '').slice(0, 200)}`,
    );
}
