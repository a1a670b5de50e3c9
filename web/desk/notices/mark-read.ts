import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { notices } from '../../../modules/notices/contract.ts';
import { call } from '../../shared/api.ts';

/** Marks notices as read; they stay unread when that fails, and nothing is lost. */
export function useMarkRead(): (upTo: number) => Promise<void> {
  const queries = useQueryClient();
  return useCallback(
    async (upTo) => {
      try {
        await call(notices.read, { body: { upTo } });
        await queries.invalidateQueries({ queryKey: [notices.unread.url] });
      } catch {
        // The next look at them marks them.
      }
    },
    [queries],
  );
}
