import { openDecoder } from './decoder.ts';
import { frameTaker } from './frames.ts';

/** Reads a code from a photo, for where there is no camera in the page; null where there is none in it. */
export async function scanPhoto(photo: Blob): Promise<string | null> {
  const bitmap = await createImageBitmap(photo);
  const decoder = await openDecoder();
  try {
    const image = frameTaker()(bitmap, bitmap);
    return image ? await decoder.read(image) : null;
  } finally {
    decoder.close();
    bitmap.close();
  }
}
