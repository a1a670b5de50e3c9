import type { Text } from '../../shared/i18n.ts';

/** Functions around the forms, under the names that the handbook gives them (SPEC G4.3, G4.4, G4.9). */
export const recordsTitle: Text = { zh: '健康信息查询', en: 'My daily reports' };
export const missedTitle: Text = { zh: '健康信息补录', en: 'Missed days' };
export const summaryTitle: Text = { zh: '个人健康信息汇总报告', en: 'Summary of all reports' };
