import type { ParticipantApp } from '../../../forms/programme.ts';
import { currentApp } from '../api.ts';
import { useWords } from '../i18n.ts';
import { peopleWords } from './people-words.ts';

/** What each system calls itself, and the one that it names beside it. */
const names = {
  portal: { here: 'sitePortal', site: 'siteDesk' },
  desk: { here: 'siteDesk', site: 'sitePortal' },
} as const satisfies Record<ParticipantApp, object>;

/** What the system of this page and the other one are called in texts that name both. */
export function useSites(): { here: string; site: string } {
  const t = useWords(peopleWords);
  const { here, site } = names[currentApp() as ParticipantApp];
  return { here: t(here), site: t(site) };
}
