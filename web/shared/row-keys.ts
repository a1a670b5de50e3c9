import { useRef } from 'react';

/** A key for each row that stays with it when an earlier one is removed. */
export function useRowKeys(count: number) {
  const keys = useRef<number[]>([]);
  const made = useRef(0);
  while (keys.current.length < count) keys.current.push(made.current++);
  keys.current.length = count;
  return { keys: keys.current, forget: (index: number) => void keys.current.splice(index, 1) };
}
