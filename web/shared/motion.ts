const query = matchMedia('(prefers-reduced-motion: reduce)');

/** Whether the person asks the device for less motion. */
export function wantsCalm(): boolean {
  return query.matches;
}

/** Tells when that changes; gives the function that ends it. */
export function onCalmChange(tell: () => void): () => void {
  query.addEventListener('change', tell);
  return () => query.removeEventListener('change', tell);
}
