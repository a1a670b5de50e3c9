import { cellText } from '../../../platform/sheets/cells.ts';

/** How it is written whether a place or an account is in use. */
export const statusTexts = {
  enabled: ['启用', 'Enabled', '正常', '使用中', 'Active'],
  disabled: ['停用', 'Disabled', '禁用', '已停用', 'Inactive'],
} as const;

/** What a text stands for; case makes no difference. */
export function meaningOf<K extends string>(
  texts: Record<K, readonly string[]>,
  typed: string,
): K | undefined {
  const plain = typed.normalize('NFKC').trim().toLowerCase();
  const keys = Object.keys(texts) as K[];
  return keys.find((key) => texts[key].some((text) => text.toLowerCase() === plain));
}

export const oneLine = (text: string): string => cellText(text).replace(/\s+/g, ' ').trim();

/** The codes from the outermost place that somebody sees down to a place, as one text. */
export function joinCodes(codes: readonly string[]): string {
  return codes.map((code) => code.replace(/[\\/]/g, (sign) => `\\${sign}`)).join('/');
}

/** How such a text is looked up: blanks around its parts make no difference. */
export function plainPath(text: string): string {
  const codes: string[] = [''];
  for (const [part] of text.matchAll(/\\[\s\S]|\/|[^\\/]+/g)) {
    if (part === '/') codes.push('');
    else codes.push((codes.pop() ?? '') + (part.startsWith('\\') ? part.slice(1) : part));
  }
  return joinCodes(codes.map((code) => code.trim()));
}
