import { useQuery } from '@tanstack/react-query';
import type { ResponseOf } from '../../platform/contract.ts';
import { demo } from '../../platform/system.ts';
import { ApiProblem } from '../shared/api.ts';
import { asking } from '../shared/asking.ts';
import { useSay, useWords } from '../shared/i18n.ts';
import { Failed, Frame, Message, Waiting } from './parts.tsx';
import { words } from './words.ts';

type Person = ResponseOf<typeof demo.people>[number]['people'][number];

/** The invented people of a demo, with their sign-ins. */
export function DemoPage() {
  const say = useWords(words);
  const text = useSay();
  const people = useQuery(asking(demo.people));
  return (
    <Frame title={say('demoPeople')}>
      {people.isPending && <Waiting />}
      {people.error && <NoDemo error={people.error} retry={() => void people.refetch()} />}
      {people.data && (
        <>
          <p>
            {say('demoIntro')} <a href="/demo/outbox">{say('outbox')}</a>
          </p>
          {people.data.map((group) => (
            <section key={group.title.en} className="s-group">
              <h2>{text(group.title)}</h2>
              <div className="s-people">
                {group.people.map((person) => (
                  <PersonCard key={person.account} person={person} />
                ))}
              </div>
            </section>
          ))}
        </>
      )}
    </Frame>
  );
}

/** Only a demo has these pages; elsewhere the server knows nothing of them. */
export function NoDemo({ error, retry }: { error: unknown; retry: () => void }) {
  const say = useWords(words);
  if (!(error instanceof ApiProblem) || error.status !== 404)
    return <Failed {...{ error, retry }} />;
  return (
    <Message title={say('noDemo')}>
      <p>{say('noDemoHint')}</p>
      <a href="/">{say('front')}</a>
    </Message>
  );
}

function PersonCard({ person }: { person: Person }) {
  const say = useWords(words);
  const text = useSay();
  const { name, role, path, account, password, note } = person;
  const isMember = path.startsWith('/portal/');
  return (
    <article className="s-card s-person">
      <h3>{name}</h3>
      <p className="s-soft">{text(role)}</p>
      <dl>
        <dt>{say('account')}</dt>
        <dd>{account}</dd>
        <dt>{say('password')}</dt>
        <dd>{password}</dd>
      </dl>
      {text(note) && <p className="s-soft">{text(note)}</p>}
      <div className="s-ways">
        <a className="s-button" href={path}>
          {say(isMember ? 'toPortal' : 'toConsole')}
        </a>
        {isMember && (
          <a className="s-button s-plain" href={path.replace(/^\/portal\//, '/desk/')}>
            {say('toDesk')}
          </a>
        )}
      </div>
    </article>
  );
}
