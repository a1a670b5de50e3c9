import type { FieldOf } from '../../forms/definition.ts';

/** A yes/no question of the daily form. */
export function question(code: string, zh: string, en: string): FieldOf<'yesno'> {
  return { type: 'yesno', code, label: { zh, en }, required: true };
}
