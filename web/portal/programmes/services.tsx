import { Link } from '@tanstack/react-router';
import { PhonebookOutline, QuestionCircleOutline } from 'antd-mobile-icons';
import type { Service } from '../../../forms/programme.ts';
import { useText } from '../../shared/i18n.ts';
import { servicesOf } from '../../shared/participant/forms.ts';
import { usePublicProgramme } from '../../shared/participant/public-programme.ts';
import { useParticipant } from '../../shared/participant/session.ts';
import listStyles from '../../shared/phone/list.module.css';
import symbolStyles from '../../shared/phone/symbol.module.css';
import textStyles from '../../shared/text.module.css';

/** Support and help pages of the person's group (SPEC G0, G7). */
export function Services() {
  const { mine } = useParticipant();
  const services = servicesOf(mine).filter(
    ({ service }) => service.kind === 'support' || service.kind === 'page',
  );
  if (services.length === 0) return null;
  return (
    <nav className={listStyles.list}>
      {services.map(({ service }) => (
        <ServiceLine key={service.code} service={service} />
      ))}
    </nav>
  );
}

function ServiceLine({ service }: { service: Service }) {
  const { code } = usePublicProgramme();
  const text = useText();
  const inside = (
    <>
      <span className={symbolStyles.symbol} aria-hidden="true">
        {service.kind === 'support' ? <PhonebookOutline /> : <QuestionCircleOutline />}
      </span>
      <span className={listStyles.text}>
        <strong>{text(service.name)}</strong>
        {service.description && (
          <span className={textStyles.soft}>{text(service.description)}</span>
        )}
      </span>
    </>
  );
  const params = { programme: code };
  return service.kind === 'support' ? (
    <Link className={listStyles.item} to="/$programme/support" params={params}>
      {inside}
    </Link>
  ) : (
    <Link
      className={listStyles.item}
      to="/$programme/pages/$page"
      params={{ ...params, page: service.page ?? service.code }}
    >
      {inside}
    </Link>
  );
}
