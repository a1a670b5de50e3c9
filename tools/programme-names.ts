/**
 * Finds places that name a programme: no module asks which programme it is in, so a template's code
 * must not stand in one as a value. A code may be an ordinary word as well (`region` is also a kind of
 * place), so what counts is what a string is the value of, not that it is there.
 */
import { readdirSync } from 'node:fs';
import { parseSync } from 'vite';

/** Templates that are planned are guarded before they exist. */
const planned = ['games', 'campus', 'region'];

/**
 * The other meanings of a code: the names that it may be the value of. Whatever is not listed here
 * means the programme.
 */
const otherMeanings: Record<string, readonly string[]> = {
  // A kind of place, and a type of field.
  region: ['kind', 'kinds', 'PlaceKind', 'type', 'WidgetProps'],
};

export function templateCodes(): string[] {
  const files = readdirSync('templates')
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    .map((name) => name.replace(/\.ts$/, ''));
  return [...new Set([...planned, ...files])];
}

type Finding = { line: number; code: string; role: string | undefined };

/** Where a file names a programme, and as the value of what. */
export function namedProgrammes(path: string, source: string, codes: readonly string[]): Finding[] {
  if (!codes.some((code) => source.includes(code))) return [];
  const found = path.endsWith('.sql') ? inSql(source, codes, 0) : inScript(path, source, codes);
  return found
    .filter(({ code, role }) => !role || !otherMeanings[code]?.includes(role))
    .map(({ code, role, at }) => ({ line: source.slice(0, at).split('\n').length, code, role }));
}

type Use = { at: number; code: string; role: string | undefined };

function inScript(path: string, source: string, codes: readonly string[]): Use[] {
  const { program, errors } = parseSync(path, source);
  if (errors.length > 0) throw new Error(`${path}: ${errors[0]?.message}`);
  const uses: Use[] = [];
  walk(program as unknown as Node, [], (node, above) => {
    const text = textOf(node);
    if (text === undefined || isImport(above[0])) return;
    if (codes.includes(text)) {
      uses.push({ at: node.start, code: text, role: roleOf(node, above) });
      return;
    }
    uses.push(...inAddress(text, codes, node.start), ...inSql(text, codes, node.start));
  });
  return uses;
}

/** An address of a programme's pages, such as `/portal/<code>/`. */
function inAddress(text: string, codes: readonly string[], at: number): Use[] {
  const pattern = new RegExp(
    `(?:^|/)(portal|desk|p|programmes)/(${codes.join('|')})(?![\\w-])`,
    'g',
  );
  return [...text.matchAll(pattern)].map(([, role, code = '']) => ({ at, code, role }));
}

/** A quoted value in a statement: its role is the column that it is compared with. */
function inSql(text: string, codes: readonly string[], at: number): Use[] {
  const quoted = new RegExp(`'(${codes.join('|')})'`, 'g');
  return [...text.matchAll(quoted)].map((match) => {
    const column = /(\w+)"?\s*(?:=|<>|!=|(?:not\s+)?in\s*\(|any\s*\()[^=;()]*$/i;
    const role = column.exec(text.slice(0, match.index))?.[1];
    return { at: at === 0 ? match.index : at, code: match[1] ?? '', role };
  });
}

type Node = { type: string; start: number; [key: string]: unknown };

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && 'type' in value;

/** Visits every node with those above it, the nearest first. */
function walk(node: Node, above: Node[], visit: (node: Node, above: Node[]) => void): void {
  visit(node, above);
  for (const value of Object.values(node)) {
    for (const child of Array.isArray(value) ? value : [value]) {
      if (isNode(child)) walk(child, [node, ...above], visit);
    }
  }
}

function textOf(node: Node): string | undefined {
  if (node.type === 'Literal' && typeof node.value === 'string') return node.value;
  if (node.type !== 'TemplateElement') return undefined;
  return (node.value as { cooked: string }).cooked;
}

function isImport(node: Node | undefined): boolean {
  return /^(Import|ExportNamed|ExportAll)/.test(node?.type ?? '');
}

/** What passes its own role on to the values inside of it. */
const transparent = new Set([
  ...['ArrayExpression', 'SpreadElement', 'ParenthesizedExpression', 'ConditionalExpression'],
  ...['LogicalExpression', 'AwaitExpression', 'TemplateLiteral', 'JSXExpressionContainer'],
  ...[
    'TSAsExpression',
    'TSSatisfiesExpression',
    'TSLiteralType',
    'TSUnionType',
    'TSTypeAnnotation',
  ],
  ...['TSArrayType', 'TSTupleType', 'TSParenthesizedType', 'TSTypeParameterInstantiation'],
]);

/** What a string is the value of: the name of a property, a variable, a type, what it is compared with. */
function roleOf(literal: Node, above: Node[]): string | undefined {
  let inner = literal;
  for (const node of above) {
    const role = roleBy(node, inner, above);
    if (role !== passOn) return role;
    inner = node;
  }
  return undefined;
}

const passOn = Symbol('the role of what stands around it');

function roleBy(node: Node, inner: Node, above: Node[]): string | undefined | typeof passOn {
  if (transparent.has(node.type)) return passOn;
  switch (node.type) {
    case 'BinaryExpression':
      return nameOf(node.left === inner ? node.right : node.left);
    case 'SwitchCase':
      return nameOf(above[above.indexOf(node) + 1]?.discriminant);
    case 'Property':
    case 'PropertyDefinition':
    case 'TSPropertySignature':
      return node.key === inner ? undefined : nameOf(node.key);
    case 'JSXAttribute':
      return nameOf(node.name);
    case 'VariableDeclarator':
    case 'TSTypeAliasDeclaration':
      return nameOf(node.id);
    case 'AssignmentExpression':
    case 'AssignmentPattern':
      return nameOf(node.left);
    case 'Identifier':
    case 'TSTypeReference':
      return nameOf(node.type === 'Identifier' ? node : node.typeName);
    case 'MemberExpression':
      return passOn;
    case 'CallExpression':
      return roleInCall(node, inner);
    default:
      return undefined;
  }
}

/** `[…].includes(x)` says what x may be, `Type.Enum([…])` what is declared, `x.has('…')` what x holds. */
function roleInCall(call: Node, inner: Node): string | undefined | typeof passOn {
  const [first] = call.arguments as Node[];
  const callee = call.callee as Node;
  const isMethod = callee.type === 'MemberExpression';
  if (callee === inner) {
    const [parameter] = (first?.params as Node[] | undefined) ?? [];
    return nameOf(parameter ?? first);
  }
  if (!isMethod) return nameOf(callee);
  const subject = nameOf(callee.object);
  return subject === 'Type' ? passOn : subject;
}

function nameOf(value: unknown): string | undefined {
  if (!isNode(value)) return undefined;
  if (typeof value.name === 'string') return value.name;
  if (typeof value.value === 'string') return value.value;
  return nameOf(value.property ?? value.expression ?? value.callee ?? value.argument);
}
