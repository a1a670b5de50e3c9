import {
  CalendarOutlined,
  EditOutlined,
  FileProtectOutlined,
  FileTextOutlined,
  FormOutlined,
  PhoneOutlined,
  QuestionCircleOutlined,
} from '@ant-design/icons';
import type { ComponentType } from 'react';
import type { DeskFunction } from './functions.ts';

const icons: Record<DeskFunction['kind'], ComponentType> = {
  daily: FormOutlined,
  records: CalendarOutlined,
  missed: EditOutlined,
  form: FileProtectOutlined,
  summary: FileTextOutlined,
  support: PhoneOutlined,
  page: QuestionCircleOutlined,
};

/** The symbol beside a function's name. */
export function FunctionIcon({ kind }: { kind: DeskFunction['kind'] }) {
  const Icon = icons[kind];
  return <Icon />;
}
