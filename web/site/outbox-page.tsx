import { useQuery } from '@tanstack/react-query';
import { demo } from '../../platform/system.ts';
import { asking } from '../shared/asking.ts';
import { shownInstant } from '../shared/format.ts';
import { useLang, useSay, useWords } from '../shared/i18n.ts';
import { NoDemo } from './demo-page.tsx';
import { Frame, Message, Waiting } from './parts.tsx';
import { words } from './words.ts';

const EVERY_MS = 2000;

/** What a demo did not send, and its captcha answers, as they are made. */
export function OutboxPage() {
  const say = useWords(words);
  const lang = useLang();
  const text = useSay();
  const outbox = useQuery({
    ...asking(demo.outbox),
    refetchInterval: ({ state }) => (state.error && !state.data ? false : EVERY_MS),
  });
  return (
    <Frame title={say('outbox')}>
      {outbox.isPending && <Waiting />}
      {outbox.error && !outbox.data && (
        <NoDemo error={outbox.error} retry={() => void outbox.refetch()} />
      )}
      {outbox.data && <p>{say('outboxIntro')}</p>}
      {outbox.data?.length === 0 && (
        <Message title={say('outboxEmpty')}>
          <p>{say('outboxEmptyHint')}</p>
        </Message>
      )}
      <ul className="s-outbox" aria-live="polite">
        {outbox.data?.map((message) => (
          <li key={`${message.at} ${message.to} ${message.text.en}`} className="s-card s-sent">
            <span className="s-kind">{say(message.kind)}</span>
            <strong className="s-text">{text(message.text)}</strong>
            <span className="s-soft">
              {shownInstant(message.at, lang)}
              {message.to && ` · ${say('to', { to: message.to })}`}
            </span>
          </li>
        ))}
      </ul>
    </Frame>
  );
}
