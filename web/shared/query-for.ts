import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { Endpoint, ResponseOf } from '../../platform/contract.ts';
import { call, type Input } from './api.ts';

type Placed = Endpoint & { url: string };

type Inputs<E extends Endpoint> = object extends Input<E> ? [input?: Input<E>] : [input: Input<E>];

/**
 * A read of an endpoint for `useQuery`. Its key begins with the endpoint's address, so that
 * `invalidateQueries({ queryKey: [endpoint.url] })` reaches all reads of it.
 */
export function queryFor<E extends Placed>(endpoint: E, ...[input]: Inputs<E>) {
  return queryOptions({
    queryKey: [endpoint.url, input ?? {}] as readonly unknown[],
    queryFn: ({ signal }): Promise<ResponseOf<E>> => request(endpoint, { ...input, signal }),
  });
}

type Paged = { items: unknown[]; next: string | null };

/**
 * A list that is read page by page, for `useInfiniteQuery`; the input without `after`, which goes where
 * the endpoint takes it.
 */
export function pagesFor<E extends Placed>(
  endpoint: ResponseOf<E> extends Paged ? E : never,
  ...[input]: Inputs<E>
) {
  const { body, query, ...rest } = (input ?? {}) as { body?: object; query?: object };
  return infiniteQueryOptions({
    queryKey: [endpoint.url, 'pages', input ?? {}] as readonly unknown[],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ signal, pageParam }): Promise<ResponseOf<E>> =>
      request(endpoint as E, {
        ...rest,
        ...(body
          ? { query, body: { ...body, after: pageParam } }
          : { query: { ...query, after: pageParam } }),
        signal,
      }),
    getNextPageParam: (last: ResponseOf<E>) => (last as Paged).next ?? undefined,
  });
}

/** The compiler checked the input against the endpoint where it was given. */
function request<E extends Placed>(endpoint: E, input: object): Promise<ResponseOf<E>> {
  return call(endpoint, ...([input] as never));
}
