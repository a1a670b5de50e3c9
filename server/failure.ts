import { ConfigError } from '../platform/config.ts';
import { EmbeddedError, FolderInUseError } from '../platform/embedded.ts';
import { reasonInWords } from '../platform/reasons.ts';
import { CopyError } from '../platform/saved-copy.ts';
import { stackFrames } from '../platform/stack-frames.ts';

/** Errors made for whoever runs an installation. */
const explained = [ConfigError, CopyError, EmbeddedError, FolderInUseError];

type UnknownError = Error & { code?: unknown; constraint?: unknown; errors?: unknown };

/**
 * What the terminal says of an error that ended a command: in one line where the error was made for
 * that; otherwise where and how it failed. The database adds rows and values to its errors, which are
 * personal data, so what is shown is chosen.
 */
export function describeFailure(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (explained.some((kind) => error instanceof kind)) return error.message;
  const { name, code, constraint, cause, errors } = error as UnknownError;
  const marks = [code, constraint].filter((mark) => typeof mark === 'string').join(', ');
  const said = isAboutValue(code) ? reasonInWords(error) : error.message;
  const head = [name, marks && ` (${marks})`, `: ${said}`];
  const reasons = [cause, ...(Array.isArray(errors) ? errors : [])].filter(Boolean);
  return [head.join(''), ...stackFrames(error, 10), ...reasons.map(describeFailure)].join('\n');
}

/** PostgreSQL's errors of class 22 repeat the value that does not fit in their message. */
function isAboutValue(code: unknown): boolean {
  return typeof code === 'string' && /^22\w{3}$/.test(code);
}
