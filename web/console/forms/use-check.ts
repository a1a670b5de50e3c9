import { useEffect, useRef, useState } from 'react';
import type { FormDefinition } from '../../../forms/definition.ts';
import type { Answered, Asked } from './check-worker.ts';

export type Checked = Pick<Answered, 'problems' | 'shown' | 'left'>;

/** What is wrong with a definition while it is typed, and as much of it as can be drawn; null until that is known. */
export function useCheck(definition: FormDefinition): Checked | null {
  const worker = useRef<Worker | null>(null);
  const asked = useRef(0);
  const [checked, setChecked] = useState<Checked | null>(null);
  useEffect(() => {
    const started = new Worker(new URL('./check-worker.ts', import.meta.url), { type: 'module' });
    started.addEventListener('message', ({ data }: MessageEvent<Answered>) => {
      // What was asked meanwhile is answered next.
      if (data.n === asked.current) setChecked(data);
    });
    worker.current = started;
    return () => {
      worker.current = null;
      started.terminate();
    };
  }, []);
  useEffect(() => {
    asked.current += 1;
    worker.current?.postMessage({ n: asked.current, definition } satisfies Asked);
  }, [definition]);
  return checked;
}
