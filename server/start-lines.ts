/** What the terminal says once the server listens. */
export function startLines(started: {
  here: string;
  host: string;
  demo: boolean;
  /** Whether short messages are sent. */
  sends: boolean;
  /** Of the link that makes the first administrator; null where there is one. */
  token: string | null;
}): string[] {
  const { here, host, demo, sends, token } = started;
  const lines = ['', '  Anxing 安行', '', `  ${here}/`];
  if (demo) {
    return [
      ...lines,
      `  ${here}/demo          the invented people and their sign-ins`,
      `  ${here}/demo/outbox   captcha answers and messages as they are made`,
      '',
      `  This is a demo. It listens on ${host} alone; nothing is really sent.`,
      '  For a real installation: ANXING_DATA=<folder> npm start -- --empty',
    ];
  }
  lines.push(`  ${here}/console/      for staff`);
  if (!sends) {
    lines.push(
      '',
      '  No provider of short messages is set (SMS_PROVIDER in the README): nobody can',
      '  register, sign in or get a new password by a code.',
    );
  }
  if (token) {
    lines.push(
      '',
      '  There is no administrator yet. This link makes the first one,',
      '  once, within an hour:',
      '',
      `  ${here}/console/first#token=${token}`,
    );
  }
  return lines;
}

/** So many programmes are named in one line; of more, their number is told. */
const mostNamed = 3;

/** What is said of programmes whose template was mended since they were made; nothing where none waits. */
export function waitingLines(waiting: readonly { code: string; parts: number }[]): string[] {
  if (waiting.length === 0) return [];
  const named = waiting.slice(0, mostNamed).map(({ code, parts }) => `${code} (${parts})`);
  const more = waiting.length - named.length;
  const all = [...named, ...(more > 0 ? [`${more} more`] : [])].join(', ');
  return [
    `  Templates were updated. What they offer can be looked at and taken as drafts in the console,`,
    `  under Forms and Rules of these programmes: ${all}`,
  ];
}
