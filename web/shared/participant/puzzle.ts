/**
 * Lets the browser work for a moment instead of the person's eyes: the second way past the captcha
 * (SPEC G3.1, for people who cannot see it). Gives what the server takes as the answer; throws
 * when it could not be solved.
 */
export function solvePuzzle(puzzle: Record<string, unknown>, signal: AbortSignal): Promise<string> {
  const worker = new Worker(new URL('./puzzle-worker.ts', import.meta.url), { type: 'module' });
  const solved = new Promise<string>((resolve, reject) => {
    worker.onmessage = ({ data: solution }) => {
      if (solution === null) reject(new Error('no solution'));
      else resolve(btoa(JSON.stringify({ challenge: puzzle, solution })));
    };
    worker.onerror = () => reject(new Error('the worker failed'));
    signal.addEventListener('abort', () => reject(new DOMException('aborted', 'AbortError')));
    worker.postMessage(puzzle);
  });
  return solved.finally(() => worker.terminate());
}
