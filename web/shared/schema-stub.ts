/**
 * Stands in for the schema builder in browser builds (see `web/vite.config.ts`): a page needs the
 * addresses and words of a contract, never its schemas, which only the server and workers check against.
 */
const schema: object = new Proxy(() => schema, {
  get: (_, key) => (isText(key) ? schema : undefined),
});

function isText(key: string | symbol): boolean {
  return typeof key === 'string' && key !== 'then';
}

export const Type = schema;
