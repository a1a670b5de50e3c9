import type { ReactNode } from 'react';
import pairs from './pairs.module.css';

/** A name and a value of a list of them. */
export function Pair({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className={pairs.pair}>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}
