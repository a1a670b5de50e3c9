import { Button } from 'antd-mobile';
import { useCallback } from 'react';
import { useWords } from '../i18n.ts';
import { type CameraFailure, cameraWords, useCamera } from './camera.ts';
import styles from './camera-view.module.css';

/** The camera's picture, with the way to it: a button, the browser's question, and what to do where it fails. */
export function CameraView() {
  const t = useWords(cameraWords);
  const { state, start, stop } = useCamera();
  if (state.kind === 'on') {
    return (
      <>
        <Video stream={state.stream} label={t('picture')} />
        <Button color="primary" fill="outline" block size="large" onClick={stop}>
          {t('stop')}
        </Button>
      </>
    );
  }
  return (
    <>
      {state.kind === 'asking' && <p role="status">{t('asking')}</p>}
      {state.kind === 'failed' && <Failed why={state.why} />}
      <Button
        color="primary"
        block
        size="large"
        disabled={state.kind === 'asking'}
        onClick={() => void start()}
      >
        {t(state.kind === 'failed' ? 'again' : 'start')}
      </Button>
    </>
  );
}

function Failed({ why }: { why: CameraFailure }) {
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

function Video({ stream, label }: { stream: MediaStream; label: string }) {
  const show = useCallback(
    (video: HTMLVideoElement | null) => {
      if (video && video.srcObject !== stream) video.srcObject = stream;
    },
    [stream],
  );
  // A phone would otherwise fill its screen with the picture, or wait for a touch.
  return (
    <video ref={show} className={styles.video} aria-label={label} autoPlay muted playsInline />
  );
}
