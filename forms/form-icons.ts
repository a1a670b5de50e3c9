/** The icons that a form may bear in the apps of participants; `web/shared/form-icon.tsx` draws them. */
export const formIcons = [
  'checklist',
  'thermometer',
  'vaccine',
  'laboratory',
  'plan',
  'travel',
  'document',
  'place',
  'people',
  'heart',
  'meal',
  'calendar',
] as const;

export type FormIcon = (typeof formIcons)[number];
