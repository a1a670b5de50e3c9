import {
  CheckCircleFilled,
  ClockCircleOutlined,
  CloseCircleFilled,
  MinusOutlined,
  PlusCircleOutlined,
} from '@ant-design/icons';
import type { ReactNode } from 'react';
import type { DayState } from '../participant/days.ts';
import type { StateColour } from '../tokens.ts';
import styles from './states.module.css';

type MarkColour = StateColour | 'done' | 'missed' | 'due' | 'ink' | 'none';

/** How a day's state is drawn: colour, symbol. The word comes from whoever shows it. */
export const dayMarks: Record<DayState, { colour: MarkColour; icon: ReactNode }> = {
  done: { colour: 'done', icon: <CheckCircleFilled /> },
  missed: { colour: 'missed', icon: <CloseCircleFilled /> },
  today: { colour: 'due', icon: <ClockCircleOutlined /> },
  extra: { colour: 'grey', icon: <PlusCircleOutlined /> },
  none: { colour: 'none', icon: <MinusOutlined /> },
  future: { colour: 'none', icon: <MinusOutlined /> },
};

/** Gives text or a symbol the colour of a state. */
export function colourClass(colour: MarkColour): string {
  return styles[colour] ?? '';
}

/** A state: never the colour alone, always with a symbol and a word. */
export function StateMark(props: { colour: MarkColour; icon: ReactNode; children: ReactNode }) {
  return (
    <span className={`${styles.state} ${colourClass(props.colour)}`}>
      <span aria-hidden="true">{props.icon}</span> {props.children}
    </span>
  );
}
