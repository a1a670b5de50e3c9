import type { Text } from './definition.ts';

/** How scanners of each level are called (SPEC J10); their roles have the same names. */
export const scannerNames = {
  senior: { zh: '高级扫码员', en: 'Senior scanner' },
  intermediate: { zh: '中级扫码员', en: 'Intermediate scanner' },
  ordinary: { zh: '普通扫码员', en: 'Scanner' },
} as const satisfies Record<string, Text>;
