import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Button, Collapse, Drawer } from 'antd';
import { staff } from '../../../modules/staff/contract.ts';
import { EmptyState, Loaded } from '../../shared/antd/pc-parts.tsx';
import { useLang, useWords } from '../../shared/i18n.ts';
import { pagesFor } from '../../shared/query-for.ts';
import textStyles from '../../shared/text.module.css';
import { MoreRows } from '../shell/data-table.tsx';
import { placeName } from '../shell/programme.tsx';
import { EffectivePermissions } from './effective-permissions.tsx';
import type { Role } from './roles.tsx';
import { accessWords } from './words.ts';

/** Who holds a role and where, each with all that they may do. */
export function RoleHolders({ role, onClose }: { role: Role; onClose: () => void }) {
  const t = useWords(accessWords);
  const lang = useLang();
  const navigate = useNavigate();
  const { code } = role;
  const holders = useInfiniteQuery(
    pagesFor(staff.holders, { params: { code }, query: { limit: 50 } }),
  );
  return (
    <Drawer
      open
      size={720}
      title={t('holdersTitle', { role: role[lang] })}
      extra={<Button onClick={() => void navigate({ to: '/staff' })}>{t('toStaff')}</Button>}
      onClose={onClose}
    >
      <Loaded query={holders}>
        {({ pages }) => {
          const rows = pages.flatMap(({ items }) => items);
          if (rows.length === 0) {
            return <EmptyState title={t('noHolders')} hint={t('noHoldersHint')} />;
          }
          return (
            <>
              <Collapse
                items={rows.map((row) => ({
                  key: row.grantId,
                  label: (
                    <>
                      {row.name} <span className={textStyles.soft}>{row.username}</span>
                    </>
                  ),
                  extra: placeName(row, lang),
                  children: <EffectivePermissions personId={row.personId} />,
                }))}
              />
              <MoreRows pages={holders} count={rows.length} />
            </>
          );
        }}
      </Loaded>
    </Drawer>
  );
}
