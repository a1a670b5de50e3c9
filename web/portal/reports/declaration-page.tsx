import { Link } from '@tanstack/react-router';
import { Button } from 'antd-mobile';
import { RightOutline } from 'antd-mobile-icons';
import { useLang, useText, useWords } from '../../shared/i18n.ts';
import { Tick } from '../../shared/mobile/choice-widgets.tsx';
import { useDeclaration } from '../../shared/participant/declaration.ts';
import { usePublicProgramme } from '../../shared/participant/public-programme.ts';
import cardStyles from '../../shared/phone/card.module.css';
import fieldStyles from '../../shared/phone/field.module.css';
import listStyles from '../../shared/phone/list.module.css';
import { Page } from '../../shared/phone/page.tsx';
import { problemText } from '../../shared/problems.ts';
import styles from './declaration-page.module.css';
import { words } from './words.ts';

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
      <section className={isMissing ? `${cardStyles.card} ${styles.missing}` : cardStyles.card}>
        <p className={styles.text}>{text(declaration.text)}</p>
        <Tick
          name="declaration"
          label={t('declarationTick')}
          checked={ticked}
          invalid={isMissing}
          describedBy={isMissing ? 'declaration-missing' : undefined}
          onChange={setTicked}
        />
        {isMissing && (
          <span className={fieldStyles.error} role="alert" id="declaration-missing">
            <span aria-hidden="true" className={fieldStyles.errorMark}>
              !
            </span>
            {t('declarationNeeded')}
          </span>
        )}
        {problem && (
          <span className={fieldStyles.error} role="alert">
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
    <nav className={listStyles.list} aria-label={t('withoutDeclaring')}>
      {elsewhere.map(([to, title]) => (
        <Link key={to} className={listStyles.item} to={to} params={{ programme: code }}>
          <span className={listStyles.text}>{t(title)}</span>
          <RightOutline aria-hidden="true" />
        </Link>
      ))}
    </nav>
  );
}
