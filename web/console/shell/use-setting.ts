import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { people } from '../../../modules/people/contract.ts';
import { call } from '../../shared/api.ts';
import { queryFor } from '../../shared/query-for.ts';

/**
 * Something that a page remembers for one’s own account, such as the columns of a table. `read` takes it for nothing
 * where it is not what this page writes. It is undefined as long as nobody knows.
 */
export function useSetting<T>(code: string, read: (value: unknown) => T | null) {
  const queries = useQueryClient();
  const query = queryFor(people.setting, { params: { code } });
  const { data } = useQuery({ ...query, staleTime: Number.POSITIVE_INFINITY });
  const { mutate, error } = useMutation({
    mutationFn: (value: T | null) =>
      call(people.keepSetting, { params: { code }, body: { value } }),
    onMutate: (value) => {
      const before = queries.getQueryData(query.queryKey);
      queries.setQueryData(query.queryKey, { value });
      return before;
    },
    onError: (_, __, before) => queries.setQueryData(query.queryKey, before),
  });
  return { value: data && read(data.value), keep: mutate, error };
}

export const readTexts = (value: unknown): string[] | null =>
  Array.isArray(value) && value.every((each) => typeof each === 'string') ? value : null;
