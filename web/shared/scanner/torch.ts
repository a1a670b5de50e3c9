import { useEffect, useState } from 'react';

/** The types of the DOM do not have the torch. */
type TorchCapabilities = MediaTrackCapabilities & { torch?: boolean };
type TorchConstraints = MediaTrackConstraintSet & { torch?: boolean };

/** The light beside a camera; null where the camera has none, or the browser does not give it. */
export function useTorch(stream: MediaStream): { on: boolean; toggle: () => void } | null {
  const [track] = stream.getVideoTracks();
  const [on, setOn] = useState(false);
  const has = (track?.getCapabilities?.() as TorchCapabilities | undefined)?.torch === true;
  useEffect(() => {
    // Another stream begins in the dark.
    if (track) setOn(false);
  }, [track]);
  if (!track || !has) return null;
  const toggle = () => {
    const advanced: TorchConstraints[] = [{ torch: !on }];
    track.applyConstraints({ advanced }).then(
      () => setOn(!on),
      () => undefined,
    );
  };
  return { on, toggle };
}
