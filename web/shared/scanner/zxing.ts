import type { Decoder } from './decoder.ts';

export type Frame = { id: number; image: ImageData };
export type Read = { id: number; text: string | null; broken?: true };

/** Reads codes in a worker, so that the picture of the camera goes on. */
export function zxingDecoder(): Decoder {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
  type Waiting = { resolve: (text: string | null) => void; reject: (error: Error) => void };
  const waiting = new Map<number, Waiting>();
  let last = 0;
  const fail = () => {
    for (const each of waiting.values()) each.reject(new Error('the worker failed'));
    waiting.clear();
  };
  worker.onerror = fail;
  worker.onmessage = ({ data: { id, text, broken } }: MessageEvent<Read>) => {
    if (broken) return fail();
    waiting.get(id)?.resolve(text);
    waiting.delete(id);
  };
  return {
    read(image) {
      last += 1;
      const id = last;
      return new Promise((resolve, reject) => {
        waiting.set(id, { resolve, reject });
        worker.postMessage({ id, image } satisfies Frame, [image.data.buffer]);
      });
    },
    close: () => worker.terminate(),
  };
}
