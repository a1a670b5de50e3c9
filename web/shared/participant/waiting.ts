import { ApiProblem } from '../api.ts';

/** Until when nothing may be tried, when that is what a problem says. */
export function waitUntil(problem: unknown): string | null {
  if (!(problem instanceof ApiProblem) || problem.code !== 'wait_before_trying') return null;
  const { until } = problem.params;
  return typeof until === 'string' ? until : null;
}

/** Minutes and seconds: 4:05. */
export function countdown(seconds: number): string {
  const minutes = Math.floor(seconds / 60);
  return `${minutes}:${String(seconds % 60).padStart(2, '0')}`;
}
