import type { Text } from './definition.ts';

/** What an alert is about, with its name. The console filters by it and draws a mark for each. */
export const alertLevelNames = {
  fever: { zh: '发热', en: 'Fever' },
  laboratory: { zh: '检测', en: 'Laboratory' },
  symptom: { zh: '症状', en: 'Symptoms' },
  contact: { zh: '接触', en: 'Contact' },
  incomplete: { zh: '未完成', en: 'Incomplete' },
  other: { zh: '其他', en: 'Other' },
} as const satisfies Record<string, Text>;

export type AlertLevel = keyof typeof alertLevelNames;

export const alertLevels = Object.keys(alertLevelNames) as AlertLevel[];
