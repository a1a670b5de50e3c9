import { nativeDecoder } from './native.ts';
import { zxingDecoder } from './zxing.ts';

/** Reads QR codes from pictures. */
export type Decoder = {
  /** The text of a code in the picture, or null. Rejects when nothing can be read any more. */
  read(image: ImageData): Promise<string | null>;
  close(): void;
};

/** The phone's own reader where there is one, and ours where there is none, or once the phone's own failed. */
export async function openDecoder(): Promise<Decoder> {
  const own = await nativeDecoder();
  if (!own) return zxingDecoder();
  let used: Decoder = own;
  return {
    async read(image) {
      if (used !== own) return used.read(image);
      try {
        return await own.read(image);
      } catch {
        if (used === own) used = zxingDecoder();
        return null;
      }
    },
    close: () => used.close(),
  };
}
