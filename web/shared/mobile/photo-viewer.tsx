import { useEffect, useRef } from 'react';
import { useWords } from '../i18n.ts';
import textStyles from '../text.module.css';
import styles from './photo-viewer.module.css';
import { words } from './words.ts';

/** One photo over the whole screen; two fingers enlarge it as everywhere. */
export function PhotoViewer(props: {
  address: string;
  number: number;
  count: number;
  onTurn: (by: 1 | -1) => void;
  onClose: () => void;
}) {
  const { address, number, count, onTurn, onClose } = props;
  const t = useWords(words);
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog ref={dialog} className={styles.viewer} onClose={onClose}>
      <div className={styles.bar}>
        <span>
          {number} / {count}
        </span>
        {count > 1 && (
          <>
            <button type="button" disabled={number === 1} onClick={() => onTurn(-1)}>
              ‹ <span className={textStyles.sr}>{t('photoBefore')}</span>
            </button>
            <button type="button" disabled={number === count} onClick={() => onTurn(1)}>
              › <span className={textStyles.sr}>{t('photoAfter')}</span>
            </button>
          </>
        )}
        <button type="button" onClick={onClose}>
          {t('closePhoto')}
        </button>
      </div>
      <img src={address} alt={t('photo', { n: number })} />
    </dialog>
  );
}
