import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { Button } from 'antd-mobile';
import { useState } from 'react';
import { useSay, useWords } from '../../shared/i18n.ts';
import { useEntrance } from '../../shared/member/entrance.ts';
import { type Me, meQuery, signedInAs } from '../../shared/member/session.ts';
import { Go } from '../parts/go.tsx';
import { LanguageSwitch } from '../parts/language-switch.tsx';
import { Page } from '../parts/page.tsx';
import { Contacts } from '../programmes/contacts.tsx';
import { words as common } from '../words.ts';
import { SignInForm } from './sign-in-form.tsx';
import { words } from './words.ts';

/** Where somebody who was on their way is let go on. */
export function useGoOn() {
  const { code } = useEntrance();
  const navigate = useNavigate();
  return (to: string | undefined) => {
    const home = `/${code}/`;
    void navigate({ to: to?.startsWith(home) ? to : home, replace: true });
  };
}

/** The first screen (SPEC G3.1). */
export function SignInPage() {
  const { code, realm, name, shortName, organiser, signIn, pages } = useEntrance();
  const { to } = useSearch({ from: '/$programme/sign-in' });
  const say = useWords(words);
  const text = useSay();
  const queries = useQueryClient();
  const goOn = useGoOn();
  const { data: me } = useQuery(meQuery);
  const [alias, setAlias] = useState<string | null>(null);
  const done = async (who: Me, usedAlias: boolean) => {
    if (usedAlias) setAlias(who.account);
    await signedInAs(queries, who);
    if (!usedAlias) goOn(to);
  };
  if (alias) return <Alias account={alias} onGoOn={() => goOn(to)} />;
  if (me && me.realm === realm && !me.mustFinish) {
    return <Go to="/$programme/" params={{ programme: code }} replace />;
  }
  return (
    <div className="ax-page ax-door">
      <header className="ax-door-top">
        <LanguageSwitch />
        <p className="ax-door-organiser">{text(organiser)}</p>
        <h1>{text(shortName)}</h1>
        <p>{text(name)}</p>
      </header>
      <main className="ax-door-card">
        <h2>{say('welcome', { card: text(signIn.cardLabel) })}</h2>
        {me && me.realm !== realm && <p className="ax-hint">{say('otherRealm')}</p>}
        <SignInForm onDone={(who, usedAlias) => void done(who, usedAlias)} />
        <nav className="ax-door-links">
          <Link className="ax-link" to="/$programme/forgotten" params={{ programme: code }}>
            {say('forgot')}
          </Link>
          {pages.map((page) => (
            <Link
              key={page.code}
              className="ax-link"
              to="/$programme/pages/$page"
              params={{ programme: code, page: page.code }}
            >
              {text(page.title)}
            </Link>
          ))}
        </nav>
      </main>
      <Contacts />
    </div>
  );
}

/** The card that was typed is a further one of the same person: says which to use (SPEC G3.1). */
function Alias({ account, onGoOn }: { account: string; onGoOn: () => void }) {
  const { signIn } = useEntrance();
  const say = useWords(words);
  const next = useWords(common);
  const text = useSay();
  return (
    <Page
      title={say('aliasTitle', { card: text(signIn.cardLabel), account })}
      back={false}
      action={
        <Button color="primary" size="large" block onClick={onGoOn}>
          {next('ok')}
        </Button>
      }
    >
      <section className="ax-card">
        <p role="status">{say('alias', { account })}</p>
      </section>
    </Page>
  );
}
