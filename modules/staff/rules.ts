/** Whether the scope reaches a whole tree: then staff without any role are its business, too. */
export function reachesRoot(paths: readonly string[]): boolean {
  return paths.some((path) => /^\/\d*\/?$/.test(path));
}
