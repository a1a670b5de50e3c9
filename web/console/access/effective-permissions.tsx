import { useQuery } from '@tanstack/react-query';
import { Tag } from 'antd';
import { joiners } from '../../../forms/joiners.ts';
import { access } from '../../../modules/access/contract.ts';
import type { ResponseOf } from '../../../platform/contract.ts';
import { EmptyState, Loaded } from '../../shared/antd/pc-parts.tsx';
import { useLang, useWords } from '../../shared/i18n.ts';
import { queryFor } from '../../shared/query-for.ts';
import textStyles from '../../shared/text.module.css';
import marksStyles from '../shell/marks.module.css';
import { placeName } from '../shell/programme.tsx';
import styles from './effective-permissions.module.css';
import { accessWords } from './words.ts';

/** What a member of staff may do on each place where they hold a role, and which role gives it. */
export function EffectivePermissions({ personId }: { personId: string }) {
  const t = useWords(accessWords);
  const query = useQuery(queryFor(access.permissionsOfPerson, { params: { personId } }));
  return (
    <Loaded query={query} rows={3}>
      {(places) =>
        places.length === 0 ? (
          <EmptyState title={t('noGrants')} />
        ) : (
          places.map((place) => <OnePlace key={place.placeId} place={place} />)
        )
      }
    </Loaded>
  );
}

type Place = ResponseOf<typeof access.permissionsOfPerson>[number];

function OnePlace({ place }: { place: Place }) {
  const t = useWords(accessWords);
  const lang = useLang();
  const labels = new Map(place.roles.map((role) => [role.code, role[lang]]));
  const rolesOf = (codes: string[]) =>
    [...new Set(codes)].map((code) => labels.get(code) ?? code).join(joiners[lang].list);
  return (
    <section className={styles.place}>
      <h3>{placeName(place, lang)}</h3>
      <div className={marksStyles.marks}>
        {place.roles.map((role) => (
          <Tag key={`${role.code} ${role.placeId}`}>
            {role.placeId === place.placeId
              ? role[lang]
              : t('heldAt', { role: role[lang], place: placeName(role, lang) })}
            {role.isIdle && ` · ${t('idle')}`}
          </Tag>
        ))}
      </div>
      <ul>
        {place.permissions.map((each) => (
          <li key={each.name}>
            {each[lang]}
            {place.roles.length > 1 && (
              <span className={textStyles.soft}> {t('from', { roles: rolesOf(each.by) })}</span>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
