import type { Service } from '../../../forms/programme.ts';
import type { Text } from '../../shared/i18n.ts';
import { type PublishedForm, servicesOf } from '../../shared/participant/forms.ts';
import type { Mine } from '../../shared/participant/session.ts';
import { missedTitle, recordsTitle, summaryTitle } from '../reports/titles.ts';

/** One thing that a person can do here, as the sidebar and the home page list it. */
export type DeskFunction = {
  kind: 'daily' | 'records' | 'missed' | 'form' | 'summary' | 'support' | 'page';
  /** Its address below the programme's. */
  path: string;
  title: Text;
  /** The form that it is about, where it is about one. */
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
  const { code, kind, name: title, page } = service;
  switch (kind) {
    case 'reports':
      return [...forms.flatMap(ofForm), { kind: 'summary', path: 'summary', title: summaryTitle }];
    case 'support':
      return [{ kind: 'support', path: 'support', title }];
    case 'page':
      return [{ kind: 'page', path: `pages/${page ?? code}`, title }];
    case 'messages':
      // Chats are held on the phone.
      return [];
  }
}

function ofForm(form: PublishedForm): DeskFunction[] {
  const { code, title } = form.definition;
  const path = `forms/${code}`;
  if (form.policy.slots !== 'daily') return [{ kind: 'form', path, title, form }];
  const functions: DeskFunction[] = [
    { kind: 'daily', path, title, form },
    { kind: 'records', path: `records/${code}`, title: recordsTitle, form },
  ];
  if (form.policy.backfill) {
    functions.push({ kind: 'missed', path: `missed/${code}`, title: missedTitle, form });
  }
  return functions;
}
