import type { ReactNode } from 'react';
import { SenderProvider } from '../../shared/feedback/sender.tsx';
import { usePublicProgramme } from '../../shared/participant/public-programme.ts';
import { useParticipant } from '../../shared/participant/session.ts';

/** Around what is the person's own feedback in the programme. */
export function OfMember({ children }: { children: ReactNode }) {
  const { account } = useParticipant();
  const { zone } = usePublicProgramme();
  return <SenderProvider sender={{ account, zone }}>{children}</SenderProvider>;
}
