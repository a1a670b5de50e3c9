import type { Log } from './platform.ts';

/** For so long a line is counted instead of being written again. */
const windowMs = 60_000;
/** So many different lines are remembered; past that, the one that was written first is told and forgotten. */
const maxLines = 500;

type Line = { level: keyof Log; details: object; message: string; more: number };

/**
 * A log in which a line that comes again and again stands once, and a minute later once more with how often it
 * came since: a full disk or a database that is away fails every request there is, and its log must neither
 * fill the disk nor hide everything else. `flush` writes what is still being counted.
 */
export function countedLog(log: Log, { window = windowMs, most = maxLines } = {}) {
  const lines = new Map<string, Line>();

  const settle = (key: string): void => {
    const line = lines.get(key);
    lines.delete(key);
    if (!line || line.more === 0) return;
    log[line.level]({ ...line.details, repeated: line.more }, line.message);
  };

  const note = (level: keyof Log, details: object, message: string): void => {
    const key = JSON.stringify([level, message, details]);
    const known = lines.get(key);
    if (known) {
      known.more += 1;
      return;
    }
    log[level](details, message);
    const [oldest] = lines.keys();
    if (lines.size >= most && oldest !== undefined) settle(oldest);
    const line = { level, details, message, more: 0 };
    lines.set(key, line);
    setTimeout(() => {
      if (lines.get(key) === line) settle(key);
    }, window).unref();
  };

  return {
    info: (details: object, message: string) => note('info', details, message),
    error: (details: object, message: string) => note('error', details, message),
    flush: () => {
      for (const key of [...lines.keys()]) settle(key);
    },
  };
}
