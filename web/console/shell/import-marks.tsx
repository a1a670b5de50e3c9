import {
  CheckCircleFilled,
  ClockCircleOutlined,
  CloseCircleFilled,
  DeleteOutlined,
  LoadingOutlined,
  StopOutlined,
} from '@ant-design/icons';
import type { ReactNode } from 'react';
import type { StateColour } from '../../shared/tokens.ts';

type ImportState =
  | 'checking'
  | 'checked'
  | 'refused'
  | 'importing'
  | 'discarded'
  | 'done'
  | 'failed';

/** How it is drawn where an import stands; the word comes from whoever shows it. */
export const importMarks: Record<ImportState, { colour: StateColour | 'ink'; icon: ReactNode }> = {
  checking: { colour: 'ink', icon: <LoadingOutlined /> },
  checked: { colour: 'ink', icon: <ClockCircleOutlined /> },
  refused: { colour: 'orange', icon: <CloseCircleFilled /> },
  importing: { colour: 'ink', icon: <LoadingOutlined /> },
  discarded: { colour: 'grey', icon: <DeleteOutlined /> },
  done: { colour: 'green', icon: <CheckCircleFilled /> },
  failed: { colour: 'orange', icon: <StopOutlined /> },
};
