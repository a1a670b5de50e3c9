import {
  CheckCircleFilled,
  ClockCircleOutlined,
  CloseCircleFilled,
  MinusOutlined,
  PlusCircleOutlined,
} from '@ant-design/icons';
import type { ReactNode } from 'react';
import type { StateColour } from '../tokens.ts';

export type DayState = 'done' | 'missed' | 'today' | 'extra' | 'none' | 'future';

/** How a day's state is drawn: colour, symbol. The word comes from whoever shows it. */
export const dayMarks: Record<DayState, { colour: StateColour | 'ink' | 'none'; icon: ReactNode }> =
  {
    done: { colour: 'green', icon: <CheckCircleFilled /> },
    missed: { colour: 'orange', icon: <CloseCircleFilled /> },
    today: { colour: 'ink', icon: <ClockCircleOutlined /> },
    extra: { colour: 'grey', icon: <PlusCircleOutlined /> },
    none: { colour: 'none', icon: <MinusOutlined /> },
    future: { colour: 'none', icon: <MinusOutlined /> },
  };

/** A state: never the colour alone, always with a symbol and a word. */
export function StateMark(props: {
  colour: StateColour | 'ink' | 'none';
  icon: ReactNode;
  children: ReactNode;
}) {
  return (
    <span className={`ax-state ax-state-${props.colour}`}>
      <span aria-hidden="true">{props.icon}</span> {props.children}
    </span>
  );
}
