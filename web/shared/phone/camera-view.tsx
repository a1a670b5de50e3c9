import { useCallback } from 'react';
import { useWords } from '../i18n.ts';
import { type CameraFailure, cameraWords } from './camera.ts';
import styles from './camera-view.module.css';

/** Why there is no picture, and what to do. */
export function CameraFailed({ why }: { why: CameraFailure }) {
  const t = useWords(cameraWords);
  return (
    <div role="alert">
      <p>
        <strong>{t(why)}</strong>
      </p>
      <p>{t(`do_${why}`)}</p>
    </div>
  );
}

type CameraPictureProps = {
  stream: MediaStream;
  /** Given the element once it is there, and null when it goes. */
  onVideo?: (video: HTMLVideoElement | null) => void;
};

/** The picture of a camera. */
export function CameraPicture({ stream, onVideo }: CameraPictureProps) {
  const t = useWords(cameraWords);
  const show = useCallback(
    (video: HTMLVideoElement | null) => {
      if (video && video.srcObject !== stream) video.srcObject = stream;
      onVideo?.(video);
    },
    [stream, onVideo],
  );
  // A phone would otherwise fill its screen with the picture, or wait for a touch.
  return (
    <video
      ref={show}
      className={styles.video}
      aria-label={t('picture')}
      autoPlay
      muted
      playsInline
    />
  );
}
