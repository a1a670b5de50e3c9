import { useEffect, useRef, useState } from 'react';
import { type Decoder, openDecoder } from './decoder.ts';
import { eachFrame, frameTaker } from './frames.ts';
import { InView } from './in-view.ts';

/** Called with the text of a code, and when its picture was taken, in milliseconds of `performance.now()`. */
export type OnText = (text: string, seenAt: number) => void;

/**
 * Reads codes from a video, one picture after the other, and tells each once while it stays in view. Says
 * whether reading failed for good, so that a page can offer a photo instead.
 */
export function useScan(
  video: HTMLVideoElement | null,
  onText: OnText,
  { paused = false, inView }: { paused?: boolean; inView?: InView | undefined } = {},
): { failed: boolean } {
  const [failed, setFailed] = useState(false);
  const [view] = useState(() => inView ?? new InView());
  const tell = useRef(onText);
  tell.current = onText;
  useEffect(() => {
    if (!video || paused) return;
    return scan(
      video,
      view,
      (text, seenAt) => tell.current(text, seenAt),
      () => setFailed(true),
    );
  }, [video, view, paused]);
  return { failed };
}

function scan(
  video: HTMLVideoElement,
  view: InView,
  onText: OnText,
  onFailure: () => void,
): () => void {
  const take = frameTaker();
  let decoder: Decoder | undefined;
  let busy = false;
  let ended = false;
  const stop = eachFrame(video, () => {
    // One picture at a time: those that come meanwhile would only be older.
    if (!decoder || busy) return;
    const image = take(video, { width: video.videoWidth, height: video.videoHeight });
    if (!image) return;
    busy = true;
    const seenAt = performance.now();
    decoder
      .read(image)
      .then((text) => {
        busy = false;
        if (text !== null && !ended && view.isNew(text, performance.now())) onText(text, seenAt);
      })
      .catch(() => !ended && onFailure());
  });
  void openDecoder().then((opened) => {
    if (ended) return opened.close();
    view.resume(performance.now());
    decoder = opened;
  });
  return () => {
    ended = true;
    stop();
    decoder?.close();
  };
}
