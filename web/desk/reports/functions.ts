import {
  CalendarOutlined,
  EditOutlined,
  FileProtectOutlined,
  FileTextOutlined,
  FormOutlined,
} from '@ant-design/icons';
import type { Service } from '../../../forms/programme.ts';
import { findForm, type PublishedForm } from '../../shared/participant/forms.ts';
import type { Participant } from '../../shared/participant/session.ts';
import type { MenuEntry } from '../shell/feature.ts';
import { missedTitle, recordsTitle, summaryTitle } from './titles.ts';

/** Something that a person can do with forms: the side menu lists it, and the home page shows its state. */
export type ReportFunction = MenuEntry &
  ({ kind: 'daily' | 'records' | 'missed' | 'summary' } | { kind: 'form'; form: PublishedForm });

/** The functions of a service, form by form (SPEC G5); the summary comes last. */
export function reportFunctions(
  { forms: codes = [] }: Service,
  { mine, overview }: Pick<Participant, 'mine' | 'overview'>,
): ReportFunction[] {
  const forms = codes.flatMap((code) => findForm(mine, code) ?? []);
  return [
    ...forms.flatMap((form) => functionsOf(form, overview.missed)),
    { kind: 'summary', path: 'summary', icon: FileTextOutlined, title: summaryTitle },
  ];
}

function functionsOf(form: PublishedForm, daysMissed: number): ReportFunction[] {
  const { code, title } = form.definition;
  const path = `forms/${code}`;
  if (form.policy.slots !== 'daily') {
    return [{ kind: 'form', path, icon: FileProtectOutlined, title, form }];
  }
  const functions: ReportFunction[] = [
    { kind: 'daily', path, icon: FormOutlined, title },
    { kind: 'records', path: `records/${code}`, icon: CalendarOutlined, title: recordsTitle },
  ];
  if (form.policy.backfill) {
    functions.push({
      ...{ kind: 'missed', path: `missed/${code}`, icon: EditOutlined, title: missedTitle },
      ...(daysMissed > 0 && { count: daysMissed }),
    });
  }
  return functions;
}
