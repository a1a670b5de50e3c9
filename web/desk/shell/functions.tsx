import {
  CalendarOutlined,
  EditOutlined,
  FileProtectOutlined,
  FileTextOutlined,
  FormOutlined,
  PhoneOutlined,
  QuestionCircleOutlined,
} from '@ant-design/icons';
import type { ReactNode } from 'react';
import type { Service } from '../../../forms/programme.ts';
import type { Text } from '../../shared/i18n.ts';
import { type PublishedForm, servicesOf } from '../../shared/member/forms.ts';
import type { Mine } from '../../shared/member/session.ts';
import { missedTitle, recordsTitle, summaryTitle } from '../reports/titles.ts';

/** One thing that a person can do here, as the sidebar and the home page list it. */
export type DeskFunction = {
  /** Its address below the programme's. */
  path: string;
  kind: 'daily' | 'records' | 'missed' | 'form' | 'summary' | 'support' | 'page';
  title: Text;
  icon: ReactNode;
  form?: PublishedForm;
};

export type FunctionGroup = { service: Service; functions: DeskFunction[] };

/** The functions of the person's group, service by service (SPEC G0, G5): all of it is data of the programme. */
export function functionsOf(mine: Mine): FunctionGroup[] {
  return servicesOf(mine)
    .map(({ service, forms }) => ({ service, functions: ofService(service, forms) }))
    .filter(({ functions }) => functions.length > 0);
}

function ofService(service: Service, forms: PublishedForm[]): DeskFunction[] {
  const { name: title } = service;
  switch (service.kind) {
    case 'reports':
      return [...forms.flatMap(ofForm), summary];
    case 'support':
      return [{ kind: 'support', path: 'support', title, icon: <PhoneOutlined /> }];
    case 'page': {
      const path = `pages/${service.page ?? service.code}`;
      return [{ kind: 'page', path, title, icon: <QuestionCircleOutlined /> }];
    }
    case 'messages':
      // Chats are held on the phone.
      return [];
  }
}

const summary: DeskFunction = {
  kind: 'summary',
  path: 'summary',
  title: summaryTitle,
  icon: <FileTextOutlined />,
};

function ofForm(form: PublishedForm): DeskFunction[] {
  const { definition, policy } = form;
  const { code, title } = definition;
  const path = `forms/${code}`;
  if (policy.slots !== 'daily') {
    return [{ kind: 'form', path, title, icon: <FileProtectOutlined />, form }];
  }
  return [
    { kind: 'daily', path, title, icon: <FormOutlined />, form },
    {
      kind: 'records',
      path: `records/${code}`,
      title: recordsTitle,
      icon: <CalendarOutlined />,
      form,
    },
    ...(policy.backfill
      ? [
          {
            kind: 'missed' as const,
            path: `missed/${code}`,
            title: missedTitle,
            icon: <EditOutlined />,
            form,
          },
        ]
      : []),
  ];
}
