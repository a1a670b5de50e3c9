import {
  CalendarOutlined,
  EditOutlined,
  FileProtectOutlined,
  FileTextOutlined,
  FormOutlined,
} from '@ant-design/icons';
import type { ComponentType } from 'react';
import type { Service } from '../../../forms/programme.ts';
import { formsOf } from '../../shared/participant/forms.ts';
import { type ReportFunction, reportFunctions } from '../../shared/participant/functions.ts';
import type { Participant } from '../../shared/participant/session.ts';
import type { MenuEntry } from '../shell/feature.ts';

/** The side menu and the home page draw the same function alike. */
export const functionIcons: Record<ReportFunction['kind'], ComponentType> = {
  daily: FormOutlined,
  records: CalendarOutlined,
  missed: EditOutlined,
  single: FileProtectOutlined,
  many: FileProtectOutlined,
  summary: FileTextOutlined,
};

/** What the side menu lists of a service; beside the missed days, how many there are. */
export function menuEntries(
  service: Service,
  { mine, overview }: Pick<Participant, 'mine' | 'overview'>,
): MenuEntry[] {
  return reportFunctions(formsOf(mine, service)).map(({ kind, path, title }) => ({
    ...{ path, title, icon: functionIcons[kind] },
    ...(kind === 'missed' && overview.missed > 0 && { count: overview.missed }),
  }));
}
