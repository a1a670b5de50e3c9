import { Link, useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { WriteFeedback } from '../../shared/feedback/phone-form.tsx';
import { MyFeedback } from '../../shared/feedback/phone-list.tsx';
import { Thread } from '../../shared/feedback/phone-thread.tsx';
import { SenderProvider } from '../../shared/feedback/sender.tsx';
import { feedbackWords } from '../../shared/feedback/words.ts';
import { useWords } from '../../shared/i18n.ts';
import { usePublicProgramme } from '../../shared/participant/public-programme.ts';
import { useParticipant } from '../../shared/participant/session.ts';
import { Page } from '../../shared/phone/page.tsx';

function OfMember({ children }: { children: ReactNode }) {
  const { account } = useParticipant();
  const { zone } = usePublicProgramme();
  return <SenderProvider sender={{ account, zone }}>{children}</SenderProvider>;
}

/** 意见反馈: writing it, and what one has sent so far. */
export function FeedbackPage() {
  const t = useWords(feedbackWords);
  const { code } = usePublicProgramme();
  return (
    <Page title={t('feedback')}>
      <OfMember>
        <WriteFeedback />
        <MyFeedback
          link={(id, className, inside) => (
            <Link
              className={className}
              to="/$programme/feedback/$feedback"
              params={{ programme: code, feedback: `${id}` }}
            >
              {inside}
            </Link>
          )}
        />
      </OfMember>
    </Page>
  );
}

export function ThreadPage() {
  const t = useWords(feedbackWords);
  const { feedback } = useParams({ strict: false }) as { feedback: string };
  return (
    <Page title={t('thread')}>
      <OfMember>
        <Thread id={Number(feedback)} />
      </OfMember>
    </Page>
  );
}
