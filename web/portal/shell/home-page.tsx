import { useLoaderData } from '@tanstack/react-router';
import { identifiersText } from '../../../forms/sign-in.ts';
import { Gates } from '../../shared/features.tsx';
import { useText, useWords } from '../../shared/i18n.ts';
import { useGroupName } from '../../shared/participant/facts.ts';
import { usePublicProgramme } from '../../shared/participant/public-programme.ts';
import { useParticipant } from '../../shared/participant/session.ts';
import { LanguageSwitch } from '../../shared/phone/language-switch.tsx';
import pageStyles from '../../shared/phone/page.module.css';
import type { HomeParts } from './feature.ts';
import styles from './home-page.module.css';
import { wardLink } from './ward.ts';
import { words } from './words.ts';

/** Who one is here, and what the features of the programme have to show and to do. */
export function HomePage() {
  const parts = useLoaderData({ from: '/$programme/member/' });
  return (
    <Gates features={parts}>
      <Home parts={parts} />
    </Gates>
  );
}

type Place = Exclude<keyof HomeParts, 'gate' | 'name'>;

/** The parts for a place, in the order of their features. */
function PartsOf({ parts, place }: { parts: readonly HomeParts[]; place: Place }) {
  return parts.map(({ name, [place]: Part }) => Part && <Part key={name} />);
}

function Home({ parts }: { parts: readonly HomeParts[] }) {
  const { shortName } = usePublicProgramme();
  const { mine } = useParticipant();
  const t = useWords(words);
  const text = useText();
  const group = useGroupName();
  return (
    <div className={pageStyles.page}>
      <header className={styles.top}>
        <div className={styles.bar}>
          <h1>{text(shortName)}</h1>
          <span className={styles.tools}>
            <LanguageSwitch />
            <PartsOf parts={parts} place="tool" />
          </span>
        </div>
        <p className={styles.who}>
          <strong>{wardLink ? mine.name : t('hello', { name: mine.name })}</strong>
          <span>{[identifiersText(mine.identifiers), group].filter(Boolean).join(' · ')}</span>
        </p>
        <PartsOf parts={parts} place="head" />
      </header>
      <main className={pageStyles.main}>
        <PartsOf parts={parts} place="urgent" />
        <PartsOf parts={parts} place="card" />
      </main>
      <PartsOf parts={parts} place="action" />
    </div>
  );
}
