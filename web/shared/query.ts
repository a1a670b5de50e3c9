import { onlineManager, QueryClient, type QueryKey } from '@tanstack/react-query';
import { ApiProblem } from './api.ts';

/** How often what failed in passing is tried again. */
export const mostRetries = 2;

/** How many milliseconds to wait before that, after so many retries. */
export const retryDelay = (count: number) => 400 * 2 ** count;

/** How pages fetch: what failed for the network or a busy server is tried again, what was refused is not. */
export function makeQueryClient(): QueryClient {
  // The library takes a page for online that was opened without a network, and would not notice one that comes.
  if (navigator.onLine === false) onlineManager.setOnline(false);
  return new QueryClient({
    defaultOptions: {
      queries: {
        // `call` itself says when there is no network, so that a page can show it.
        networkMode: 'always',
        // What was given meanwhile may be what is stored on the device, however late it was given.
        refetchOnReconnect: 'always',
        staleTime: 20_000,
        retry: (count, error) => count < mostRetries && isPassing(error),
        retryDelay,
      },
      mutations: { networkMode: 'always', retry: false },
    },
  });
}

/** Whether the same request may well succeed later. */
export function isPassing(error: unknown): boolean {
  if (!(error instanceof ApiProblem)) return false;
  return error.status === 0 || error.status === 429 || error.status >= 502;
}

/** Gives a function that has a query asked anew, from what the query's own function is given. */
export function askingAnew(query: { client: QueryClient; queryKey: QueryKey }): () => void {
  return () => void query.client.invalidateQueries({ queryKey: query.queryKey, exact: true });
}
