const ask = () => matchMedia('(prefers-reduced-motion: reduce)');

/** Whether the person asks the device for less motion. */
export function wantsCalm(): boolean {
  return ask().matches;
}

/** Tells when that changes; gives the function that ends it. */
export function onCalmChange(tell: () => void): () => void {
  const answer = ask();
  answer.addEventListener('change', tell);
  return () => answer.removeEventListener('change', tell);
}
