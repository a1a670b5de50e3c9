import { Link } from '@tanstack/react-router';
import { RightOutline, ScanCodeOutline } from 'antd-mobile-icons';
import { wardLinkOf } from '../../shared/account.ts';
import { useText, useWords } from '../../shared/i18n.ts';
import { usePublicProgramme } from '../../shared/participant/public-programme.ts';
import { registrationWords } from '../../shared/participant/registration-words.ts';
import { useParticipant } from '../../shared/participant/session.ts';
import listStyles from '../../shared/phone/list.module.css';
import symbolStyles from '../../shared/phone/symbol.module.css';
import textStyles from '../../shared/text.module.css';
import type { HomeParts } from '../shell/feature.ts';
import { codeServiceOf } from './service.ts';

/** The way to the code, which is what most people come for. */
function CodeLink() {
  const { code, shortName } = usePublicProgramme();
  const t = useWords(registrationWords);
  const { mine, account } = useParticipant();
  const text = useText();
  const service = codeServiceOf(mine);
  if (!service) return null;
  const isOwn = wardLinkOf(account) === null;
  return (
    <nav className={listStyles.list}>
      <Link className={listStyles.item} to="/$programme/code" params={{ programme: code }}>
        <span className={symbolStyles.symbol} aria-hidden="true">
          <ScanCodeOutline />
        </span>
        <span className={listStyles.text}>
          <strong>{isOwn ? t('showCode', { code: text(shortName) }) : text(service.name)}</strong>
          {service.description && (
            <span className={textStyles.soft}>{text(service.description)}</span>
          )}
        </span>
        <RightOutline aria-hidden="true" />
      </Link>
    </nav>
  );
}

export const home: HomeParts = { name: 'codes', urgent: CodeLink };
