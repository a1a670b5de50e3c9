import { CloseCircleFilled } from '@ant-design/icons';
import type { ReactNode } from 'react';
import { useWords } from '../i18n.ts';
import { words } from './words.ts';

type FieldFrameProps = {
  /** Id of the control; label, hint and error are tied to it by ids made from this one. */
  id: string;
  label: ReactNode;
  required: boolean;
  hint?: ReactNode;
  error?: string | undefined;
  /** The control is several things together (radios, photos), which the label names as a group. */
  grouped?: boolean;
  /** Label beside the control, or above it where it needs the whole width. */
  wide?: boolean;
  children: ReactNode;
};

/** What a control says about itself to a screen reader. */
export function describedBy(id: string, hint: boolean, error: boolean): string | undefined {
  const ids = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean);
  return ids.length > 0 ? ids.join(' ') : undefined;
}

/** A field's label, control, hint and error, in the same place for every type of field. */
export function FieldFrame(props: FieldFrameProps) {
  const { id, label, required, hint, error, grouped, wide, children } = props;
  const t = useWords(words);
  const caption = (
    <>
      {required && (
        <span className="ax-field-star" title={t('required')} aria-hidden="true">
          *
        </span>
      )}
      {label}
      {required && <span className="ax-sr">（{t('required')}）</span>}
    </>
  );
  return (
    <div
      className={`ax-field${wide ? ' ax-field-wide' : ''}${error ? ' ax-field-bad' : ''}`}
      data-field={id}
    >
      {grouped ? (
        <span className="ax-field-label" id={`${id}-label`}>
          {caption}
        </span>
      ) : (
        <label className="ax-field-label" id={`${id}-label`} htmlFor={id}>
          {caption}
        </label>
      )}
      <div className="ax-field-body">
        {children}
        {hint && (
          <div className="ax-field-hint" id={`${id}-hint`}>
            {hint}
          </div>
        )}
        <div className="ax-field-error" id={`${id}-error`} role="alert">
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
