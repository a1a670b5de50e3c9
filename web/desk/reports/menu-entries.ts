import { CalendarOutlined, EditOutlined, FileTextOutlined } from '@ant-design/icons';
import { type ComponentType, createElement } from 'react';
import type { Service } from '../../../forms/programme.ts';
import { FormIcon } from '../../shared/form-icon.tsx';
import { formsOf } from '../../shared/participant/forms.ts';
import { type ReportFunction, reportFunctions } from '../../shared/participant/functions.ts';
import type { Participant } from '../../shared/participant/session.ts';
import type { MenuEntry } from '../shell/feature.ts';

const icons = { records: CalendarOutlined, missed: EditOutlined, summary: FileTextOutlined };

/** The side menu and the home page draw the same function alike: a form with its own icon. */
export function functionIcon(each: ReportFunction): ComponentType {
  if (each.kind === 'records' || each.kind === 'missed' || each.kind === 'summary')
    return icons[each.kind];
  const { form } = each;
  return () => createElement(FormIcon, { form });
}

/** What the side menu lists of a service; beside the missed days, how many there are. */
export function menuEntries(
  service: Service,
  { mine, overview }: Pick<Participant, 'mine' | 'overview'>,
): MenuEntry[] {
  return reportFunctions(formsOf(mine, service)).map((each) => ({
    ...{ path: each.path, title: each.title, icon: functionIcon(each) },
    ...(each.kind === 'missed' && overview.missed > 0 && { count: overview.missed }),
  }));
}
