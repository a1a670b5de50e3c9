/** What one should hear without looking: each is unlike the others in pitch, number and length. */
const melodies = {
  /** All is well: one short high tone. */
  well: [{ hertz: 1320, milliseconds: 90 }],
  /** Look at it: two middle tones. */
  look: [
    { hertz: 660, milliseconds: 140 },
    { hertz: 660, milliseconds: 140 },
  ],
  /** Stop: three low tones. */
  stop: [
    { hertz: 220, milliseconds: 220 },
    { hertz: 196, milliseconds: 220 },
    { hertz: 175, milliseconds: 320 },
  ],
} as const;

export type Sound = keyof typeof melodies;

let context: AudioContext | undefined;

/** Browsers let a page make a sound only after a touch: to be called from one. */
export function unlockSound(): void {
  try {
    context ??= new AudioContext();
    void context.resume().catch(() => undefined);
  } catch {
    // A phone without sound shows all the same.
  }
}

export function play(sound: Sound): void {
  if (context?.state !== 'running') return;
  const gap = 0.06;
  let at = context.currentTime;
  for (const { hertz, milliseconds } of melodies[sound]) {
    const tone = context.createOscillator();
    const volume = context.createGain();
    tone.frequency.value = hertz;
    volume.gain.value = 0.25;
    tone.connect(volume).connect(context.destination);
    tone.start(at);
    tone.stop(at + milliseconds / 1000);
    at += milliseconds / 1000 + gap;
  }
}
