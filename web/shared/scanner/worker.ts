/// <reference lib="webworker" />
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import module from 'zxing-wasm/reader/zxing_reader.wasm?url';
import type { Frame, Read } from './zxing.ts';

declare const self: DedicatedWorkerGlobalScope;

/** The library would otherwise fetch its module from elsewhere. */
const ready = prepareZXingModule({
  overrides: { locateFile: () => module },
  fireImmediately: true,
});

self.onmessage = async ({ data }: MessageEvent<Frame>) => {
  const { id, image } = data;
  const answer = (read: Omit<Read, 'id'>) => self.postMessage({ id, ...read } satisfies Read);
  try {
    await ready;
    const found = await readBarcodes(image, { formats: ['QRCode'], maxNumberOfSymbols: 1 });
    answer({ text: found.find(({ isValid }) => isValid)?.text ?? null });
  } catch {
    answer({ text: null, broken: true });
  }
};
