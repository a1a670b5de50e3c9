import { Link } from '@tanstack/react-router';
import { Button } from 'antd-mobile';
import { RightOutline } from 'antd-mobile-icons';
import { useLang, useText, useWords } from '../../shared/i18n.ts';
import { useDeclaration } from '../../shared/participant/declaration.ts';
import { usePublicProgramme } from '../../shared/participant/public-programme.ts';
import { Page } from '../../shared/phone/page.tsx';
import { problemText } from '../../shared/problems.ts';
import { words } from './words.ts';
import '../../shared/mobile/form.css';

/** 真实性承诺: once in each system, on entering what has forms (SPEC G4.1). */
export function DeclarationPage({ isHome = false }: { isHome?: boolean }) {
  const t = useWords(words);
  const lang = useLang();
  const text = useText();
  const { declaration, ticked, setTicked, isMissing, busy, problem, confirm } = useDeclaration();
  if (!declaration) return null;
  return (
    <Page
      title={text(declaration.title)}
      {...(isHome && { back: false })}
      action={
        <Button color="primary" size="large" block loading={busy} onClick={confirm}>
          {t('declarationConfirm')}
        </Button>
      }
    >
      <section className={isMissing ? 'ax-card ax-bad' : 'ax-card'}>
        <p className="ax-declaration-text">{text(declaration.text)}</p>
        <label className="ax-option ax-declaration">
          <input
            type="checkbox"
            name="declaration"
            checked={ticked}
            aria-invalid={isMissing || undefined}
            aria-describedby={isMissing ? 'declaration-missing' : undefined}
            onChange={(event) => setTicked(event.target.checked)}
          />
          <span className="ax-mark ax-mark-checkbox" aria-hidden="true" />
          <span className="ax-option-text">{t('declarationTick')}</span>
        </label>
        {isMissing && (
          <span className="ax-error" role="alert" id="declaration-missing">
            <span aria-hidden="true" className="ax-error-mark">
              !
            </span>
            {t('declarationNeeded')}
          </span>
        )}
        {problem && (
          <span className="ax-error" role="alert">
            {problemText(problem, lang)}
          </span>
        )}
      </section>
      {isHome && <WithoutDeclaring />}
    </Page>
  );
}

const elsewhere = [
  ['/$programme/inbox', 'inbox'],
  ['/$programme/support', 'support'],
  ['/$programme/account', 'account'],
] as const;

/** What is open to whoever has not declared: the home page, which leads there otherwise, is not. */
function WithoutDeclaring() {
  const { code } = usePublicProgramme();
  const t = useWords(words);
  return (
    <nav className="ax-list" aria-label={t('withoutDeclaring')}>
      {elsewhere.map(([to, title]) => (
        <Link key={to} className="ax-list-item" to={to} params={{ programme: code }}>
          <span className="ax-list-text">{t(title)}</span>
          <RightOutline aria-hidden="true" />
        </Link>
      ))}
    </nav>
  );
}
