/**
 * Runs something once the press that is under way has ended. A message that appears when a field is
 * left moves what stands below it; shown at once, it would move the very button that is being pressed,
 * and the press would miss.
 */
export function afterPress(run: () => void): void {
  const soon = () => setTimeout(run);
  // Left by the keyboard: nothing is being pressed.
  if (!document.querySelector(':active')) soon();
  else window.addEventListener('mouseup', soon, { once: true, capture: true });
}
