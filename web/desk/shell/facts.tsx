import { useFacts } from '../../shared/participant/facts.ts';
import styles from './facts.module.css';

/** Who the person is to the programme. */
export function Facts({ inTwoColumns = false }: { inTwoColumns?: boolean }) {
  return (
    <dl className={inTwoColumns ? `${styles.facts} ${styles.inTwoColumns}` : styles.facts}>
      {useFacts().map(({ label, value }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
