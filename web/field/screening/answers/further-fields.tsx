import { lazy, type Ref, Suspense, useImperativeHandle, useRef, useState } from 'react';
import { useText, useWords } from '../../../shared/i18n.ts';
import { Waiting } from '../../../shared/phone/messages.tsx';
import type { FieldsHandle, FieldsProps } from './fields.tsx';
import styles from './further-fields.module.css';
import { type Answers, isOptional } from './further-form.ts';
import { words } from './words.ts';

/** What was filled in so far; without answers where nothing was asked or given. */
export type Read = { ok: true; answers?: Answers } | { ok: false };

export type FurtherFieldsHandle = { read: () => Promise<Read> };

/** Not all programmes ask for more, so that the fields come only where they are asked for. */
const Fields = lazy(() =>
  import('./fields.tsx').then(
    ({ Fields: loaded }) => ({ default: loaded }),
    () => ({ default: NotLoaded }),
  ),
);

/** A phone that cannot load the fields still checks people. */
function NotLoaded({ ref }: FieldsProps) {
  const t = useWords(words);
  useImperativeHandle(ref, () => ({ read: () => Promise.resolve({ ok: true }) }), []);
  return <p role="alert">{t('notLoaded')}</p>;
}

type FurtherFieldsProps = Omit<FieldsProps, 'ref'> & { ref: Ref<FurtherFieldsHandle> };

/** What a programme asks beside the temperature. Where all of it may be left out, it opens at a touch. */
export function FurtherFields({ ref, ...props }: FurtherFieldsProps) {
  const t = useWords(words);
  const text = useText();
  const { definition } = props.form;
  const mayBeLeftOut = isOptional(definition);
  const [isOpened, setOpened] = useState(!mayBeLeftOut);
  const fields = useRef<FieldsHandle>(null);
  useImperativeHandle(
    ref,
    () => ({
      read: async () => {
        if (fields.current) return fields.current.read();
        // What has to be filled in is on its way.
        return mayBeLeftOut ? { ok: true } : { ok: false };
      },
    }),
    [mayBeLeftOut],
  );
  const drawn = isOpened && (
    <Suspense fallback={<Waiting />}>
      <Fields {...props} ref={fields} />
    </Suspense>
  );
  const title = text(definition.title);
  if (!mayBeLeftOut) {
    return (
      <section aria-label={title}>
        <h3 className={styles.title}>{title}</h3>
        {drawn}
      </section>
    );
  }
  return (
    <details
      className={styles.further}
      onToggle={({ currentTarget }) => {
        if (currentTarget.open) setOpened(true);
      }}
    >
      <summary className={styles.summary}>{t('optional', { title })}</summary>
      {drawn}
    </details>
  );
}
