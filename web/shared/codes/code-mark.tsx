import type { CSSProperties } from 'react';
import { type CodeColour, colourNames } from '../../../forms/colours.ts';
import { useText } from '../i18n.ts';
import styles from './code-mark.module.css';

/** Strokes on a field of 24 by 24. The outlines differ, so that no two are alike without their colours. */
const symbols: Record<CodeColour, string> = {
  green: 'M12 2.5a9.5 9.5 0 1 0 0 19 9.5 9.5 0 0 0 0-19zM7.5 12.5l3 3 6-6.5',
  grey: 'M5 3.5h14v17H5zM9.5 9.5a2.5 2.5 0 1 1 3.5 2.3c-.7.3-1 .8-1 1.7M12 16.5v.1',
  yellow: 'M12 3L22 20.5H2zM12 9.5v5M12 17.3v.1',
  orange: 'M12 1.8L22.2 12 12 22.2 1.8 12zM12 7v6M12 16.3v.1',
  red: 'M8 2.5h8L21.5 8v8L16 21.5H8L2.5 16V8zM8.5 8.5l7 7M15.5 8.5l-7 7',
};

/** The symbol of a colour, as large as the text around it. */
export function CodeSymbol({ colour }: { colour: CodeColour }) {
  return (
    <svg
      viewBox="0 0 24 24"
      width="1em"
      height="1em"
      fill="none"
      stroke="currentColor"
      strokeWidth={2}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      <path d={symbols[colour]} />
    </svg>
  );
}

/** The colour of a code in a line of text: symbol and word in that colour. */
export function CodeMark({ colour }: { colour: CodeColour }) {
  const text = useText();
  return (
    <span className={`${styles.mark} ${styles[colour]}`}>
      <CodeSymbol colour={colour} /> {text(colourNames[colour])}
    </span>
  );
}

/** The colour of a code as an area that is read from afar: its symbol, its word, and why. */
export function CodeBanner({ colour, label }: { colour: CodeColour; label: string }) {
  const text = useText();
  return (
    <div
      className={styles.banner}
      style={{ '--code': `var(--ax-${colour})` } as CSSProperties}
      role="status"
    >
      <span className={styles.symbol}>
        <CodeSymbol colour={colour} />
      </span>
      <span className={styles.words}>
        <strong>{text(colourNames[colour])}</strong>
        <span>{label}</span>
      </span>
    </div>
  );
}
