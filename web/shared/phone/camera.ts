import { useCallback, useEffect, useRef, useState } from 'react';
import { defineWords } from '../i18n.ts';

/** Why there is no picture; for each there is something else to do. */
export type CameraFailure = 'insecure' | 'unsupported' | 'denied' | 'missing' | 'busy' | 'broken';

type CameraState =
  | { kind: 'off' }
  | { kind: 'asking' }
  | { kind: 'on'; stream: MediaStream }
  | { kind: 'failed'; why: CameraFailure };

/** Why there is no picture, and what to do (`do_…`). */
export const cameraWords = defineWords('camera', {
  zh: {
    picture: '相机画面',
    insecure: '这个地址没有证书（不是 https），浏览器不提供相机。',
    do_insecure: '请用 https 开头的地址打开，或联系管理员为网站配置证书。',
    unsupported: '这个浏览器不提供相机。',
    do_unsupported:
      '请用系统浏览器、Chrome 或 Safari 打开；在微信里请点右上角“…”，选择“在浏览器打开”。',
    denied: '没有使用相机的权限。',
    do_denied:
      '请点地址栏旁的锁形或“aA”图标，把相机改为“允许”；或在系统设置的应用权限中允许浏览器使用相机，然后重试。',
    missing: '没有找到相机。',
    do_missing: '请确认这台设备有相机并已接好，然后重试。',
    busy: '相机正被其他应用占用。',
    do_busy: '请关闭正在使用相机的应用或通话，然后重试。',
    broken: '相机没有打开。',
    do_broken: '请重试；如果仍然不行，请重启浏览器或设备。',
  },
  en: {
    picture: 'Camera picture',
    insecure: 'This address has no certificate (it is not https), so the browser offers no camera.',
    do_insecure:
      'Open the address that begins with https, or ask an administrator for a certificate.',
    unsupported: 'This browser offers no camera.',
    do_unsupported:
      'Open the page in the system browser, Chrome or Safari; in WeChat touch “…” at the top right and choose “Open in browser”.',
    denied: 'The camera is not allowed here.',
    do_denied:
      'Touch the lock or “aA” beside the address and allow the camera, or allow it for the browser in the settings of the device; then try again.',
    missing: 'No camera was found.',
    do_missing: 'Make sure that this device has a camera and that it is connected; then try again.',
    busy: 'Another app is using the camera.',
    do_busy: 'Close the app or call that is using it; then try again.',
    broken: 'The camera did not start.',
    do_broken: 'Please try again; if it still fails, restart the browser or the device.',
  },
});

/** What the browser's errors mean; see the specification of `getUserMedia`. */
const failures: Record<string, CameraFailure> = {
  NotAllowedError: 'denied',
  SecurityError: 'denied',
  NotFoundError: 'missing',
  OverconstrainedError: 'missing',
  NotReadableError: 'busy',
  AbortError: 'broken',
};

/** Asks for the camera on the back; gives its stream, or why there is none. */
export async function openCamera(): Promise<CameraState> {
  if (!window.isSecureContext) return { kind: 'failed', why: 'insecure' };
  const { mediaDevices } = navigator as { mediaDevices?: MediaDevices };
  if (!mediaDevices?.getUserMedia) return { kind: 'failed', why: 'unsupported' };
  try {
    const video = { facingMode: { ideal: 'environment' } };
    return { kind: 'on', stream: await mediaDevices.getUserMedia({ video }) };
  } catch (error) {
    const name = error instanceof Error || error instanceof DOMException ? error.name : '';
    return { kind: 'failed', why: failures[name] ?? 'broken' };
  }
}

function close(state: CameraState): void {
  if (state.kind !== 'on') return;
  for (const track of state.stream.getTracks()) track.stop();
}

/** The camera of a page: off until it is asked for, and off again when the page is left. */
export function useCamera() {
  const [state, setState] = useState<CameraState>({ kind: 'off' });
  const open = useRef<CameraState>(state);
  const wanted = useRef(0);

  const stop = useCallback(() => {
    wanted.current += 1;
    close(open.current);
    open.current = { kind: 'off' };
    setState(open.current);
  }, []);

  const start = useCallback(async () => {
    stop();
    const mine = wanted.current;
    setState({ kind: 'asking' });
    const next = await openCamera();
    // Stopped while the person was asked: nothing may go on filming.
    if (mine !== wanted.current) return close(next);
    open.current = next;
    setState(next);
    if (next.kind !== 'on') return;
    // Taken away by the system, such as by a call.
    for (const track of next.stream.getTracks()) track.addEventListener('ended', stop);
  }, [stop]);

  useEffect(
    () => () => {
      wanted.current += 1;
      close(open.current);
    },
    [],
  );
  return { state, start, stop };
}
