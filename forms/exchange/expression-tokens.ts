export const expressionProblems = [
  'too_long',
  'too_deep',
  'unknown_character',
  'unfinished_text',
  'typographic_quote',
  'path',
  'unexpected',
  'unfinished',
] as const;

export type ExpressionProblem = {
  code: (typeof expressionProblems)[number];
  /** The character at which it was noticed, from 1. */
  position: number;
};

/** Ends the reading of an expression; never leaves this folder's readers. */
export class Unreadable extends Error {
  readonly problem: ExpressionProblem;

  constructor(code: ExpressionProblem['code'], position: number) {
    super(code);
    this.problem = { code, position };
  }
}

/** `position` is the first character's, from 1; of a text and a field `text` is what is between the marks. */
export type Token = {
  kind: 'number' | 'string' | 'field' | 'name' | 'sign';
  text: string;
  position: number;
};

const blank = /\s+/y;
const patterns: [kind: Token['kind'], pattern: RegExp][] = [
  ['number', /(?:\d+(?:\.\d*)?|\.\d+)/y],
  ['string', /'([^']*)'|"([^"]*)"/y],
  ['field', /\$\{\s*([\p{L}_][\p{L}\p{N}_.:-]*)\s*\}/uy],
  ['name', /[A-Za-z_][\w-]*(?::[A-Za-z_][\w-]*)?/y],
  ['sign', /!=|<=|>=|[=<>+\-*(),]/y],
];

/** What XPath has for ways through the form, beside names. */
const pathSign = /\.\.|\/|\[|\]|@|::|\|/y;
const typographic = /[‘’“”„‚′″＇＂]/y;

/** The parts of an expression. Throws `Unreadable`. */
export function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  const matchAt = (pattern: RegExp, at: number) => {
    pattern.lastIndex = at;
    return pattern.exec(text);
  };
  for (let at = matchAt(blank, 0)?.[0].length ?? 0; at < text.length; ) {
    const position = at + 1;
    if (matchAt(pathSign, at)) throw new Unreadable('path', position);
    const found = firstMatch((pattern) => matchAt(pattern, at));
    if (found) {
      tokens.push({ ...found.token, position });
      at += found.length;
    } else if (text[at] === '.') {
      tokens.push({ kind: 'sign', text: '.', position });
      at += 1;
    } else {
      throw wrongCharacter(text[at] ?? '', matchAt(typographic, at) !== null, position);
    }
    at += matchAt(blank, at)?.[0].length ?? 0;
  }
  return tokens;
}

function firstMatch(match: (pattern: RegExp) => RegExpExecArray | null) {
  for (const [kind, pattern] of patterns) {
    const found = match(pattern);
    if (found) {
      const [whole, first, second] = found;
      return { token: { kind, text: first ?? second ?? whole }, length: whole.length };
    }
  }
  return undefined;
}

function wrongCharacter(character: string, isTypographic: boolean, position: number): Unreadable {
  if (isTypographic) return new Unreadable('typographic_quote', position);
  const isQuote = character === "'" || character === '"';
  return new Unreadable(isQuote ? 'unfinished_text' : 'unknown_character', position);
}
