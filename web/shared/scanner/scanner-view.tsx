import { Button } from 'antd-mobile';
import { type ReactNode, useState } from 'react';
import { useWords } from '../i18n.ts';
import { useCamera } from '../phone/camera.ts';
import { CameraFailed, CameraPicture } from '../phone/camera-view.tsx';
import type { InView } from './in-view.ts';
import { scanPhoto } from './scan-photo.ts';
import styles from './scanner-view.module.css';
import { unlockSound } from './sound.ts';
import { useTorch } from './torch.ts';
import { type OnText, useScan } from './use-scan.ts';
import { words } from './words.ts';

type ScannerProps = {
  /** Called with the text of each code that comes into view. */
  onText: OnText;
  /** The camera stays on, and nothing is read. */
  paused?: boolean;
  /** What the camera has in view, for a page that says what stays the same of its codes. */
  inView?: InView | undefined;
  /** Stands over the picture, such as what was read last. */
  children?: ReactNode;
};

/**
 * Scans codes with the camera; where there is none, from a photo. The camera opens at a touch, which also lets the
 * page make sounds.
 */
export function ScannerView({ onText, paused = false, inView, children }: ScannerProps) {
  const t = useWords(words);
  const { state, start, stop } = useCamera();
  const open = () => {
    unlockSound();
    void start();
  };
  if (state.kind === 'on') {
    return (
      <Scanning {...{ onText, paused, inView, stop }} stream={state.stream}>
        {children}
      </Scanning>
    );
  }
  return (
    <>
      {state.kind === 'asking' && <p role="status">{t('asking')}</p>}
      {state.kind === 'failed' && <CameraFailed why={state.why} />}
      <Button color="primary" block size="large" disabled={state.kind === 'asking'} onClick={open}>
        {t(state.kind === 'failed' ? 'again' : 'start')}
      </Button>
      {state.kind === 'failed' && <PhotoScanner onText={onText} />}
    </>
  );
}

type ScanningProps = Omit<ScannerProps, 'children'> & {
  stream: MediaStream;
  stop: () => void;
  children: ReactNode;
};

function Scanning({ stream, onText, paused = false, inView, stop, children }: ScanningProps) {
  const t = useWords(words);
  const [video, setVideo] = useState<HTMLVideoElement | null>(null);
  const { failed } = useScan(video, onText, { paused, inView });
  const torch = useTorch(stream);
  return (
    <>
      <div className={styles.frame}>
        <CameraPicture stream={stream} onVideo={setVideo} />
        <div className={styles.over}>{children}</div>
      </div>
      {failed && <p role="alert">{t('readerFailed')}</p>}
      {failed && <PhotoScanner onText={onText} />}
      <div className={styles.buttons}>
        {torch && (
          <Button fill="outline" size="large" aria-pressed={torch.on} onClick={torch.toggle}>
            {t('torch')}
          </Button>
        )}
        <Button color="primary" fill="outline" size="large" onClick={stop}>
          {t('stop')}
        </Button>
      </div>
    </>
  );
}

/** The phone's own camera app takes the picture. */
function PhotoScanner({ onText }: { onText: OnText }) {
  const t = useWords(words);
  const [said, setSaid] = useState<'reading' | 'nothing' | null>(null);
  const read = async (photo: File | undefined) => {
    if (!photo) return;
    unlockSound();
    setSaid('reading');
    const seenAt = performance.now();
    const text = await scanPhoto(photo).catch(() => null);
    setSaid(text === null ? 'nothing' : null);
    if (text !== null) onText(text, seenAt);
  };
  return (
    <div className={styles.photo}>
      <label className={styles.choose}>
        {t('photo')}
        <input
          type="file"
          accept="image/*"
          capture="environment"
          onChange={({ target }) => {
            void read(target.files?.[0]);
            // The same photo may be chosen again.
            target.value = '';
          }}
        />
      </label>
      {said && <p role="status">{t(said)}</p>}
    </div>
  );
}
