import { RedoOutlined, UndoOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useEffect, useRef } from 'react';
import { useWords } from '../../shared/i18n.ts';
import { draftWords } from './draft-words.ts';

type Move = (way: 'undo' | 'redo') => void;

/**
 * One step back and forward in a draft, by its buttons, and by Ctrl+Z and Ctrl+Y wherever on the page the cursor is. What
 * lies above the page, such as a dialog, undoes by itself what is typed there.
 */
export function UndoButtons(props: { canUndo: boolean; canRedo: boolean; onMove: Move }) {
  const { canUndo, canRedo, onMove } = props;
  const t = useWords(draftWords);
  useUndoKeys(onMove);
  return (
    <>
      <Button
        icon={<UndoOutlined />}
        aria-label={t('undo')}
        aria-keyshortcuts="Control+Z"
        title={t('undo')}
        disabled={!canUndo}
        onClick={() => onMove('undo')}
      />
      <Button
        icon={<RedoOutlined />}
        aria-label={t('redo')}
        aria-keyshortcuts="Control+Shift+Z Control+Y"
        title={t('redo')}
        disabled={!canRedo}
        onClick={() => onMove('redo')}
      />
    </>
  );
}

function useUndoKeys(onMove: Move): void {
  const move = useRef(onMove);
  move.current = onMove;
  useEffect(() => {
    // At the document, because what was just removed had the cursor.
    const onKeyDown = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey || isElsewhere(event.target)) return;
      const key = event.key.toLowerCase();
      if (key !== 'z' && key !== 'y') return;
      event.preventDefault();
      move.current(key === 'y' || event.shiftKey ? 'redo' : 'undo');
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, []);
}

/** Outside of the page, as dialogs and the bar above are. */
function isElsewhere(target: EventTarget | null): boolean {
  if (!(target instanceof Element) || target === document.body) return false;
  return !target.closest('#main');
}
