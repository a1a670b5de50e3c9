/** A wrong setting, said in one line that names it and what it may be. Values are not repeated. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}
