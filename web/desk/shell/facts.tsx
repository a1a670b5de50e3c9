import { labelledIdentifiers } from '../../../forms/sign-in.ts';
import { useLang, useText, useWords } from '../../shared/i18n.ts';
import { usePublicProgramme } from '../../shared/participant/public-programme.ts';
import { useParticipant } from '../../shared/participant/session.ts';
import styles from './facts.module.css';
import { words } from './words.ts';

/** Who the person is to the programme. */
export function Facts({ inTwoColumns = false }: { inTwoColumns?: boolean }) {
  const { signIn } = usePublicProgramme();
  const { mine } = useParticipant();
  const t = useWords(words);
  const lang = useLang();
  const text = useText();
  const group = mine.definition.groups.find(({ code }) => code === mine.groupCode);
  const facts: [string, string][] = [
    [t('name'), mine.name],
    ...labelledIdentifiers(signIn, mine.identifiers).map(({ label, value }): [string, string] => [
      text(label),
      value,
    ]),
    [t('group'), group ? text(group.name) : mine.groupCode],
    [t('organisation'), lang === 'zh' ? mine.placeZh : mine.placeEn],
  ];
  return (
    <dl className={inTwoColumns ? `${styles.facts} ${styles.inTwoColumns}` : styles.facts}>
      {facts.map(([label, value]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
