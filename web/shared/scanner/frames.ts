/** A code as large as half of the frame is read from this many pixels; more only take longer. */
const longestSide = 1000;

/** Takes pictures off a video or a photo, as large as reading codes needs. */
export function frameTaker() {
  const canvas = document.createElement('canvas');
  const context = canvas.getContext('2d', { willReadFrequently: true });
  return (source: CanvasImageSource, size: { width: number; height: number }) => {
    const scale = Math.min(1, longestSide / Math.max(size.width, size.height));
    const [width, height] = [Math.round(size.width * scale), Math.round(size.height * scale)];
    if (!context || width === 0 || height === 0) return undefined;
    canvas.width = width;
    canvas.height = height;
    context.drawImage(source, 0, 0, width, height);
    return context.getImageData(0, 0, width, height);
  };
}

/** Calls back for each new picture of a video, until the function that it gives is called. */
export function eachFrame(video: HTMLVideoElement, then: () => void): () => void {
  let stopped = false;
  // Firefox has it since late in 2024 only.
  const next = video.requestVideoFrameCallback
    ? (again: () => void) => void video.requestVideoFrameCallback(again)
    : (again: () => void) => void requestAnimationFrame(again);
  const step = () => {
    if (stopped) return;
    then();
    next(step);
  };
  next(step);
  return () => {
    stopped = true;
  };
}
