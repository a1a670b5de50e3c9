/** Brings the control of a path of a draft into view once it is drawn, and puts the cursor into it. */
export function goTo(path: string): void {
  requestAnimationFrame(() => {
    const steps = path.split('.');
    // The nearest place around it that has a control.
    for (let length = steps.length; length > 0; length -= 1) {
      const at = steps.slice(0, length).join('.');
      const place = document.querySelector<HTMLElement>(`[data-at="${CSS.escape(at)}"]`);
      if (!place) continue;
      place.scrollIntoView({ block: 'center' });
      place.querySelector<HTMLElement>('input, textarea, button')?.focus({ preventScroll: true });
      return;
    }
  });
}
