import { ConfigError } from './config-error.ts';

const thisMachine = ['localhost', '127.0.0.1', '[::1]'];

/**
 * Where a service of somebody else is asked. Keys and numbers travel there: without TLS only on this machine.
 *
 * @throws {ConfigError} for anything but scheme, name and port.
 */
export function readEndpoint(setting: string, value: string): URL {
  const url = URL.parse(value);
  const isSafe =
    url?.protocol === 'https:' || (url?.protocol === 'http:' && thisMachine.includes(url.hostname));
  if (!url || !isSafe || url.pathname !== '/' || url.search || url.hash || url.username) {
    throw new ConfigError(
      `${setting} must be https, name and port without a path; http only on this machine.`,
    );
  }
  return url;
}
