import { Alert } from 'antd';
import { type Finding, findingPlace, findingText } from '../../../forms/exchange/findings.ts';
import { useLang, useWords } from '../../shared/i18n.ts';
import marginsStyles from '../shell/margins.module.css';
import { formWords } from './form-words.ts';
import styles from './versions.module.css';

/** What of a form is not carried over, by its place; or that all of it is. */
export function Findings({ findings, none }: { findings: readonly Finding[]; none: string }) {
  const t = useWords(formWords);
  const lang = useLang();
  if (findings.length === 0) {
    return <Alert className={marginsStyles.above} type="success" showIcon title={none} />;
  }
  return (
    <Alert
      className={marginsStyles.above}
      type="warning"
      showIcon
      title={t('notCarriedOver', { count: findings.length })}
      description={
        <ul className={styles.findings}>
          {findings.map((finding) => {
            const place = findingPlace(finding, lang);
            const text = findingText(finding, lang);
            return (
              <li key={`${place} ${finding.code} ${text}`}>
                {place && <strong>{place} </strong>}
                {text}
              </li>
            );
          })}
        </ul>
      }
    />
  );
}
