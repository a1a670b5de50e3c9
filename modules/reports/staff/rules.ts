/** Tells the reminder of a form and day from others: each reaches a person once. */
export function reminderKey({ form, day }: { form: string; day: string }): string {
  return `remind:${form}:${day}`;
}
