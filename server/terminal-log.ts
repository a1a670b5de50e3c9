import { countedLog } from '../platform/counted-log.ts';
import type { Log } from '../platform/platform.ts';

/** One line of JSON for each thing worth noting; never personal data. */
export function terminalLog(verbose: boolean): Log {
  const log = countedLog({
    info: (details, message) => {
      if (verbose) writeLine({ level: 'info', message, ...details });
    },
    error: (details, message) => writeLine({ level: 'error', message, ...details }),
  });
  process.once('exit', log.flush);
  return log;
}

export function writeLine(entry: object): void {
  process.stderr.write(`${JSON.stringify({ at: new Date().toISOString(), ...entry })}\n`);
}
