/** Makes codes of the names that workbooks use; forms are stricter about them. */

const longest = 40;
/** Names that every object inherits. */
const inherited = new Set(Object.getOwnPropertyNames(Object.prototype));

/** `store_gps` as `storeGps`. */
function camelCase(name: string): string {
  const parts = name.split(/[^A-Za-z\d]+/).filter((part) => part !== '');
  const joined = parts
    .map((part, index) => (index === 0 ? part : part.charAt(0).toUpperCase() + part.slice(1)))
    .join('');
  const start = joined.replace(/^\d+/, (digits) => `q${digits}`);
  return start.charAt(0).toLowerCase() + start.slice(1);
}

/** A code that is none of `taken`, as near as possible to what is wanted. */
function unlike(wanted: string, taken: ReadonlySet<string>): string {
  for (let count = 1; ; count += 1) {
    const end = count === 1 ? '' : String(count);
    const code = wanted.slice(0, longest - end.length) + end;
    if (!taken.has(code) && !inherited.has(code)) return code;
  }
}

/** The code of a field or section. */
export function fieldCodeOf(name: string, taken: ReadonlySet<string>): string {
  return unlike(camelCase(name) || 'q', taken);
}

/** The code of an option, which may keep its hyphens and underscores. */
export function optionCodeOf(name: string, taken: ReadonlySet<string>): string {
  const plain = name.replace(/[^A-Za-z\d_-]+/g, '-').replace(/^[-_]+|-+$/g, '');
  return unlike(plain || 'option', taken);
}

/** The code of a form. */
export function formCodeOf(name: string): string {
  const parts = name.split(/[-_]/).flatMap((part) => part.match(/[A-Za-z\d]+/g) ?? []);
  const separators = /^[a-z][A-Za-z\d]*(?:[-_][A-Za-z\d]+)*$/;
  if (name.length <= longest && separators.test(name)) return name;
  const joined = parts.join('-').replace(/^\d/, (digit) => `f${digit}`);
  const start = joined.charAt(0).toLowerCase() + joined.slice(1);
  return start.slice(0, longest).replace(/-+$/, '') || 'form';
}
