import { afterEach, expect, it, vi } from 'vitest';
import { openDecoder } from './decoder.ts';
import { InView } from './in-view.ts';

afterEach(() => vi.unstubAllGlobals());

it('tells a code once while it stays in view, and again after it was away', () => {
  const view = new InView();
  expect(view.isNew('Pip', 0)).toBe(true);
  expect(view.isNew('Pip', 1_900)).toBe(false);
  expect(view.isNew('Pip', 3_900)).toBe(false);
  expect(view.isNew('Pop', 3_950)).toBe(true);
  expect(view.isNew('Pop', 6_000)).toBe(true);
});

it('does not tell a code again that is done with and stayed in view through a pause, however it changed', () => {
  const view = new InView((text) => text.slice(0, 3));
  expect(view.isNew('Pip, first moment', 0)).toBe(true);
  view.settle();
  view.resume(60_000);
  expect(view.isNew('Pip, next moment', 61_900)).toBe(false);
  expect(view.isNew('Pop, next moment', 62_000)).toBe(true);
  view.settle();
  view.resume(120_000);
  expect(view.isNew('Pop, last moment', 122_001)).toBe(true);
  view.settle();
  view.forget();
  expect(view.isNew('Pop, last moment', 122_002)).toBe(true);
});

it('tells a code again that was put aside once it has changed, and not before', () => {
  const view = new InView((text) => text.slice(0, 3));
  expect(view.isNew('Pip, first moment', 0)).toBe(true);
  view.resume(10_000);
  expect(view.isNew('Pip, first moment', 10_100)).toBe(false);
  expect(view.isNew('Pip, next moment', 10_200)).toBe(true);
});

/** A phone with a reader of its own, and a worker that reads with ours. */
function phone(detect: () => Promise<{ rawValue: string }[]>, formats = ['qr_code']) {
  class BarcodeDetector {
    static getSupportedFormats = async () => formats;
    detect = detect;
  }
  class Worker {
    onmessage: ((event: { data: object }) => void) | null = null;
    postMessage({ id }: { id: number }) {
      queueMicrotask(() => this.onmessage?.({ data: { id, text: 'ours' } }));
    }
    terminate() {}
  }
  vi.stubGlobal('BarcodeDetector', BarcodeDetector);
  vi.stubGlobal('Worker', Worker);
  return openDecoder();
}

const image = () => ({ data: new Uint8ClampedArray(4) }) as ImageData;

it("reads with the phone's own reader where there is one", async () => {
  const decoder = await phone(async () => [{ rawValue: 'own' }]);
  expect(await decoder.read(image())).toBe('own');
});

it("reads with ours where the phone's own knows no such codes, or fails", async () => {
  const other = await phone(async () => [{ rawValue: 'own' }], ['ean_13']);
  expect(await other.read(image())).toBe('ours');
  const failing = await phone(() => Promise.reject(new Error('no service')));
  // The picture that failed is lost; the camera gives others.
  expect(await failing.read(image())).toBeNull();
  expect(await failing.read(image())).toBe('ours');
});
