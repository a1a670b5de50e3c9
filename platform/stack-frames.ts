/** Where an error arose, without its message, which may hold personal data and be of several lines. */
export function stackFrames(error: { stack?: string | undefined }, most: number): string[] {
  const lines = error.stack?.split('\n') ?? [];
  return lines.filter((line) => /^\s+at /.test(line)).slice(0, most);
}
