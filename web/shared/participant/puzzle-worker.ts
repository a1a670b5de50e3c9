/// <reference lib="webworker" />
import { type Challenge, solveChallenge } from 'altcha-lib';
import { deriveKey as pbkdf2 } from 'altcha-lib/algorithms/web/pbkdf2';
import { deriveKey as sha } from 'altcha-lib/algorithms/web/sha';

declare const self: DedicatedWorkerGlobalScope;

self.onmessage = async ({ data: challenge }: MessageEvent<Challenge>) => {
  const deriveKey = challenge.parameters.algorithm.startsWith('PBKDF2/') ? pbkdf2 : sha;
  try {
    self.postMessage(await solveChallenge({ challenge, deriveKey }));
  } catch {
    self.postMessage(null);
  }
};
