import { afterEach, expect, it, vi } from 'vitest';
import { openCamera } from './camera.ts';
import { installSteps } from './install.ts';

afterEach(() => vi.unstubAllGlobals());

const browser = (getUserMedia?: () => Promise<unknown>, isSecureContext = true) => {
  vi.stubGlobal('window', { isSecureContext });
  vi.stubGlobal('navigator', getUserMedia ? { mediaDevices: { getUserMedia } } : {});
};

it('gives the stream of the camera', async () => {
  const stream = {};
  browser(async () => stream);
  expect(await openCamera()).toEqual({ kind: 'on', stream });
});

it.each([
  ['NotAllowedError', 'denied'],
  ['NotFoundError', 'missing'],
  ['NotReadableError', 'busy'],
  ['SomethingElse', 'broken'],
])('says why it failed with %s', async (name, why) => {
  browser(() => Promise.reject(new DOMException('', name)));
  expect(await openCamera()).toEqual({ kind: 'failed', why });
});

it('tells a page without a certificate from a browser without a camera', async () => {
  browser(undefined, false);
  expect(await openCamera()).toEqual({ kind: 'failed', why: 'insecure' });
  browser();
  expect(await openCamera()).toEqual({ kind: 'failed', why: 'unsupported' });
});

it.each([
  ['Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X)', 'ios'],
  ['Mozilla/5.0 (Linux; Android 14) Chrome/126.0', 'android'],
  ['Mozilla/5.0 (Linux; Android 14) MicroMessenger/8.0', 'wechat'],
])('begins the steps of installing with the system of %s', (userAgent, name) => {
  expect(installSteps(userAgent)[0]?.name).toBe(name);
});
