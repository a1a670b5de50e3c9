import type { Fix, PositionReason } from '../../../forms/fields/position.ts';

/** How a device can fail to give its position. */
export type Failure = Exclude<PositionReason, 'abroad'>;
type Outcome = { fix: Fix } | { failure: Failure };

/** The parts of a browser's window that are asked. */
export type Device = {
  isSecureContext: boolean;
  geolocation?: Pick<Geolocation, 'getCurrentPosition'> | undefined;
};

const attempts: PositionOptions[] = [
  { enableHighAccuracy: true, timeout: 15_000, maximumAge: 0 },
  // Indoors no satellite is seen; the network knows roughly where the device is.
  { enableHighAccuracy: false, timeout: 10_000, maximumAge: 60_000 },
];

/** Some browsers never answer while their question for permission stands open. */
export const longestWait = 60_000;

const failures: Record<number, Failure> = { 1: 'denied', 2: 'unavailable', 3: 'timeout' };

/** Asks the device where it is. Never throws, and always ends. */
export async function askPosition(device: Device): Promise<Outcome> {
  const { isSecureContext, geolocation } = device;
  // Browsers refuse such pages as if the person had; the person could not mend it.
  if (!isSecureContext) return { failure: 'insecure' };
  if (!geolocation) return { failure: 'unsupported' };
  let timer: ReturnType<typeof setTimeout> | undefined;
  const silence = new Promise<Outcome>((resolve) => {
    timer = setTimeout(() => resolve({ failure: 'timeout' }), longestWait);
  });
  try {
    return await Promise.race([askInTurn(geolocation), silence]);
  } finally {
    clearTimeout(timer);
  }
}

async function askInTurn(geolocation: NonNullable<Device['geolocation']>): Promise<Outcome> {
  let outcome: Outcome = { failure: 'unavailable' };
  for (const options of attempts) {
    outcome = await askOnce(geolocation, options);
    if ('fix' in outcome || outcome.failure === 'denied') break;
  }
  return outcome;
}

function askOnce(
  geolocation: NonNullable<Device['geolocation']>,
  options: PositionOptions,
): Promise<Outcome> {
  return new Promise((resolve) => {
    try {
      geolocation.getCurrentPosition(
        ({ coords: { latitude, longitude, accuracy } }) =>
          resolve({ fix: { latitude, longitude, accuracy } }),
        ({ code }) => resolve({ failure: failures[code] ?? 'unavailable' }),
        options,
      );
    } catch {
      resolve({ failure: 'unavailable' });
    }
  });
}
