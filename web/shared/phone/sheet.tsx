import { type ReactNode, useEffect, useId, useRef } from 'react';
import styles from './sheet.module.css';

/** A dialog over the lower part of the page, for what must be settled before the page goes on. */
export function Sheet(props: { title: string; onClose: () => void; children: ReactNode }) {
  const { title, onClose, children } = props;
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    dialog.current?.showModal();
    // What is known already, such as who signs in again, needs no typing.
    dialog.current?.querySelector<HTMLInputElement>('input:not([readonly])')?.focus();
  }, []);
  return (
    <dialog
      ref={dialog}
      className={styles.sheet}
      aria-labelledby={id}
      // React also tells of a sheet that stands over this one.
      onClose={(event) => event.target === event.currentTarget && onClose()}
    >
      <h2 id={id}>{title}</h2>
      {children}
    </dialog>
  );
}
