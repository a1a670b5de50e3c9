import { Button } from 'antd';
import { identifiersText } from '../../../forms/sign-in.ts';
import type { codes } from '../../../modules/codes/contract.ts';
import type { ResponseOf } from '../../../platform/contract.ts';
import { useLang } from '../../shared/i18n.ts';
import textStyles from '../../shared/text.module.css';
import { placeName } from '../shell/programme.tsx';
import { useCan } from '../shell/session.ts';
import styles from './cards.module.css';

type Person = ResponseOf<typeof codes.orders>['items'][number]['person'];

/** Whom something is about, which leads to their page. */
export function PersonHead({ person, onOpen }: { person: Person; onOpen: () => void }) {
  const lang = useLang();
  const can = useCan();
  const { name, identifiers, placeZh, placeEn } = person;
  return (
    <div className={styles.line}>
      {can('person.read') ? (
        <Button type="link" className={styles.name} onClick={onOpen}>
          {name}
        </Button>
      ) : (
        <strong>{name}</strong>
      )}
      <span className={textStyles.number}>{identifiersText(identifiers)}</span>
      <span className={textStyles.soft}>
        {placeName({ nameZh: placeZh, nameEn: placeEn }, lang)}
      </span>
    </div>
  );
}
