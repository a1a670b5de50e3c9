import { QueryClient } from '@tanstack/react-query';
import { ApiProblem } from './api.ts';

/** How pages fetch: what failed for the network or a busy server is tried again, what was refused is not. */
export function makeQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        // `call` itself says when there is no network, so that a page can show it.
        networkMode: 'always',
        refetchOnReconnect: true,
        staleTime: 20_000,
        retry: (count, error) => count < 2 && isPassing(error),
        retryDelay: (count) => 400 * 2 ** count,
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
