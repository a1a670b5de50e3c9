/** The first and the last few characters, the rest as stars. */
export function masked(value: string, ends: number): string {
  const hidden = Math.max(value.length - 2 * ends, 4);
  if (value.length <= 2 * ends) return '*'.repeat(value.length);
  return `${value.slice(0, ends)}${'*'.repeat(hidden)}${value.slice(-ends)}`;
}
