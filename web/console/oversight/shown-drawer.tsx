import { useInfiniteQuery } from '@tanstack/react-query';
import { Button, Drawer } from 'antd';
import { oversight } from '../../../modules/oversight/contract.ts';
import { EmptyState, ErrorState, Loading } from '../../shared/antd/pc-parts.tsx';
import { useWords } from '../../shared/i18n.ts';
import { pagesFor } from '../../shared/query-for.ts';
import textStyles from '../../shared/text.module.css';
import { MoreRows } from '../shell/data-table.tsx';
import styles from './audit.module.css';
import { auditWords } from './words.ts';

type Props = {
  entry: { id: number } | null;
  onClose: () => void;
  onOnly: (person: { id: string; name: string }) => void;
};

/** Whom the list of an entry showed; to open it is a look at them, which is noted. */
export function ShownDrawer({ entry, onClose, onOnly }: Props) {
  const t = useWords(auditWords);
  return (
    <Drawer
      open={entry !== null}
      size={420}
      title={t('shownTitle')}
      destroyOnHidden
      onClose={onClose}
    >
      {entry && <Shown id={entry.id} onOnly={onOnly} />}
    </Drawer>
  );
}

function Shown({ id, onOnly }: { id: number; onOnly: Props['onOnly'] }) {
  const t = useWords(auditWords);
  const shown = useInfiniteQuery(pagesFor(oversight.shown, { params: { id } }));
  const rows = shown.data?.pages.flatMap(({ items }) => items) ?? [];
  if (shown.isError) return <ErrorState error={shown.error} retry={() => void shown.refetch()} />;
  if (shown.isPending) return <Loading rows={6} />;
  const isWhole = shown.data.pages.every(({ whole }) => whole);
  if (rows.length === 0) {
    return <EmptyState title={t('nobodyFound')} {...(!isWhole && { hint: t('shownHere') })} />;
  }
  return (
    <>
      <p className={textStyles.soft}>
        {t('shownNote')}
        {!isWhole && ` ${t('shownHere')}`}
      </p>
      <ul className={styles.people}>
        {rows.map(({ personId, name }) => (
          <li key={personId}>
            <Button
              type="link"
              size="small"
              className={styles.name}
              title={t('onlyPerson')}
              onClick={() => onOnly({ id: personId, name })}
            >
              {name}
            </Button>
          </li>
        ))}
      </ul>
      <MoreRows pages={shown} count={rows.length} />
    </>
  );
}
