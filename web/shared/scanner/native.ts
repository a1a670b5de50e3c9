import type { Decoder } from './decoder.ts';

/** The part of the Barcode Detection API that is used; the types of the DOM do not have it yet. */
type Detector = { detect(image: ImageData): Promise<{ rawValue: string }[]> };
type DetectorClass = {
  new (options: { formats: string[] }): Detector;
  getSupportedFormats(): Promise<string[]>;
};

/** The phone's own reader, which some have. */
export async function nativeDecoder(): Promise<Decoder | undefined> {
  const { BarcodeDetector } = globalThis as { BarcodeDetector?: DetectorClass };
  if (!BarcodeDetector) return undefined;
  try {
    if (!(await BarcodeDetector.getSupportedFormats()).includes('qr_code')) return undefined;
    const detector = new BarcodeDetector({ formats: ['qr_code'] });
    return {
      read: async (image) => (await detector.detect(image))[0]?.rawValue ?? null,
      close: () => undefined,
    };
  } catch {
    return undefined;
  }
}
