import type { App } from '../../../platform/contract.ts';
import type { sessionProofs } from './contract.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/**
 * How long a session lasts unused (`idle`) and in all (`whole`). A phone is its owner's; a PC may be
 * shared; what a console shows is other people's data.
 */
const lifetimes: Record<App, { idle: number; whole: number }> = {
  portal: { idle: 30 * day, whole: 90 * day },
  desk: { idle: 2 * hour, whole: 8 * hour },
  console: { idle: 4 * hour, whole: 12 * hour },
  field: { idle: 12 * hour, whole: 12 * hour },
};

/** For setting a new password and the security questions. */
const unfinished = { idle: hour, whole: hour };

/**
 * For so many milliseconds a use that was noted stands for all, because every request is a use: a small part of how
 * long the session lasts without one, and short enough for who looks where they are signed in.
 */
export function noteLasts(app: App): number {
  return Math.min(lifetimes[app].idle / 24, hour);
}

/** The end of a session that is used `now`. */
export function sessionEnd(app: App, mustFinish: boolean, createdAt: Date, now: Date): Date {
  const { idle, whole } = mustFinish ? unfinished : lifetimes[app];
  return new Date(Math.min(now.getTime() + idle, createdAt.getTime() + whole));
}

/** How long a code by SMS stands in for the current password, once it has opened a session. */
const codeIsFresh = 15 * minute;

/** How long nobody is asked again who they are. */
const signInIsFresh = 10 * minute;

export type SessionProof = (typeof sessionProofs)[number];

type Opened = { proof: SessionProof; created_at: Date };

/**
 * Whether whoever has the session showed a moment ago who they are. A phone that is signed in to WeChat may be in
 * anybody's hand: that alone is not enough.
 */
export function isFreshSignIn({ proof, created_at }: Opened, now: Date): boolean {
  return proof !== 'wechat' && now.getTime() - created_at.getTime() < signInIsFresh;
}

/** Whether the session was opened by a code a moment ago. */
export function isFreshCode(session: Opened, now: Date): boolean {
  return session.proof === 'code' && now.getTime() - session.created_at.getTime() < codeIsFresh;
}

/** How long a browser may keep the cookie, in seconds; the server decides in the end. */
export function cookieAge(app: App): number {
  return lifetimes[app].whole / 1000;
}

const browsers: [RegExp, string][] = [
  [/MicroMessenger\//, 'WeChat'],
  [/Edg(?:e|A|iOS)?\//, 'Edge'],
  [/HuaweiBrowser\//, 'Huawei'],
  [/SamsungBrowser\//, 'Samsung Internet'],
  [/OPR\//, 'Opera'],
  [/Firefox\/|FxiOS\//, 'Firefox'],
  [/Chrome\/|CriOS\//, 'Chrome'],
  [/Safari\//, 'Safari'],
];

const systems: [RegExp, string][] = [
  [/OpenHarmony|HarmonyOS/, 'HarmonyOS'],
  [/Android/, 'Android'],
  [/iPhone|iPad|iPod/, 'iOS'],
  [/Windows/, 'Windows'],
  [/Mac OS X|Macintosh/, 'macOS'],
  [/CrOS/, 'ChromeOS'],
  [/Linux/, 'Linux'],
];

/** A browser's own description in plain words, such as `Chrome · Android`; empty where it says nothing known. */
export function deviceOf(userAgent: string): string {
  const name = (kinds: [RegExp, string][]) => kinds.find(([sign]) => sign.test(userAgent))?.[1];
  return [name(browsers), name(systems)].filter((part) => part !== undefined).join(' · ');
}
