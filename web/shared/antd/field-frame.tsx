import { CloseCircleFilled } from '@ant-design/icons';
import type { ReactNode } from 'react';
import { useWords } from '../i18n.ts';
import textStyles from '../text.module.css';
import styles from './field-frame.module.css';
import { words } from './words.ts';

/**
 * `wide`: below its label, over the whole width; `short`: at the end of the label's line; `entry`:
 * below its label, as in small forms.
 */
type Layout = 'beside' | 'wide' | 'short' | 'entry';

const layouts: Record<Layout, string> = {
  beside: styles.field ?? '',
  wide: `${styles.field} ${styles.wide}`,
  short: `${styles.field} ${styles.short}`,
  entry: `${styles.field} ${styles.entry}`,
};

type FieldFrameProps = {
  /** Id of the control; label, hint and error are tied to it by ids made from this one. */
  id: string;
  label: ReactNode;
  required: boolean;
  hint?: ReactNode;
  error?: string | undefined;
  /** The control is several things together (radios, photos), which the label names as a group. */
  grouped?: boolean;
  /** Where the control stands; `beside` its label unless told. */
  layout?: Layout;
  children: ReactNode;
};

/** What a control says about itself to a screen reader. */
export function describedBy(id: string, hint: boolean, error: boolean): string | undefined {
  const ids = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean);
  return ids.length > 0 ? ids.join(' ') : undefined;
}

/** A field's label, control, hint and error, in the same place for every type of field. */
export function FieldFrame(props: FieldFrameProps) {
  const { id, label, required, hint, error, grouped, layout = 'beside', children } = props;
  const t = useWords(words);
  const caption = (
    <>
      {required && (
        <span className={styles.star} title={t('required')} aria-hidden="true">
          *
        </span>
      )}
      {label}
      {required && <span className={textStyles.sr}>（{t('required')}）</span>}
    </>
  );
  return (
    <div className={layouts[layout]} data-field={id} data-invalid={error ? '' : undefined}>
      {grouped ? (
        <span className={styles.label} id={`${id}-label`}>
          {caption}
        </span>
      ) : (
        <label className={styles.label} id={`${id}-label`} htmlFor={id}>
          {caption}
        </label>
      )}
      <div className={styles.body}>
        {children}
        {hint && (
          <div className={styles.hint} id={`${id}-hint`}>
            {hint}
          </div>
        )}
        <div className={styles.error} id={`${id}-error`} role="alert">
          {error && (
            <>
              <CloseCircleFilled aria-hidden="true" /> {error}
            </>
          )}
        </div>
      </div>
    </div>
  );
}
