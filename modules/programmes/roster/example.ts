/** The name in the example row of a template, by which the row is known when it was left in. */
export const exampleName = {
  zh: '示例：王小明（此行不会导入）',
  en: 'Example: Li Xiaoming (this row is not imported)',
};

const names = new Set<string>(Object.values(exampleName));

export function isExample(name: string): boolean {
  return names.has(name);
}
