import { ArrowDownOutlined, ArrowUpOutlined, DeleteOutlined } from '@ant-design/icons';
import { Button, Tooltip } from 'antd';
import type { ReactNode } from 'react';
import { useWords } from '../../shared/i18n.ts';
import styles from './rules.module.css';
import { rulesWords } from './rules-words.ts';

type Run = (() => void) | null;

/** The focus goes with a card that was moved by so many places, and to the one that stands where one was removed. */
function followCard(button: HTMLElement, by: -1 | 0 | 1): void {
  const card = button.closest('[data-at]');
  const list = card?.parentElement;
  if (!card || !list) return;
  const cards = () => [...list.children].filter((each) => each.matches('[data-at]'));
  const index = cards().indexOf(card) + by;
  const part = button.closest('[role=tabpanel]');
  requestAnimationFrame(() => {
    const there = cards()[index] ?? cards().at(-1);
    const same = there?.querySelector<HTMLElement>(`header [data-by='${by}']:enabled`);
    const other = (there ?? part)?.querySelector<HTMLElement>('button:enabled');
    (same ?? other)?.focus();
  });
}

/** One thing of a list, with what can be done with it as a whole. */
export function Card(props: {
  /** Its path in the settings. */
  at: string;
  name: string;
  extra?: ReactNode;
  isFixed: boolean;
  /** Why it cannot be removed. */
  kept?: string | undefined;
  onRemove?: () => void;
  /** By so many places, up or down; null where it is at that end. */
  onUp?: (() => void) | null;
  onDown?: (() => void) | null;
  children: ReactNode;
}) {
  const { at, name, extra, isFixed, kept, onRemove, onUp, onDown, children } = props;
  const t = useWords(rulesWords);
  const act = (by: -1 | 0 | 1, label: string, icon: ReactNode, run: Run, why?: string) => (
    <Tooltip title={why}>
      <Button
        type="text"
        size="small"
        icon={icon}
        aria-label={why ? `${label} ${why}` : label}
        disabled={isFixed || !run}
        data-by={by}
        onClick={({ currentTarget }) => {
          run?.();
          followCard(currentTarget, by);
        }}
      />
    </Tooltip>
  );
  return (
    <section className={styles.card} data-at={at} aria-label={name}>
      <header className={styles.cardHead}>
        <h3>{name}</h3>
        <div className={styles.acts}>
          {extra}
          {onUp !== undefined && act(-1, t('moveUp', { name }), <ArrowUpOutlined />, onUp)}
          {onDown !== undefined && act(1, t('moveDown', { name }), <ArrowDownOutlined />, onDown)}
          {onRemove &&
            act(0, t('remove', { name }), <DeleteOutlined />, kept ? null : onRemove, kept)}
        </div>
      </header>
      {children}
    </section>
  );
}

/** Moves an entry of a list by one place; null where it is at that end. */
export function mover<T>(list: readonly T[], index: number, set: (next: T[]) => void) {
  const swap = (other: number) => {
    const [one, two] = [list[index], list[other]];
    if (one === undefined || two === undefined) return null;
    return () => set(list.with(index, two).with(other, one));
  };
  return { onUp: swap(index - 1), onDown: swap(index + 1) };
}

/** A rule in one sentence. */
export function Sentence({ text }: { text: string }) {
  const t = useWords(rulesWords);
  return <p className={styles.sentence}>{t('sentence', { text })}</p>;
}
