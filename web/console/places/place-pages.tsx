import { PlusOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { places } from '../../../modules/places/contract.ts';
import { PageHead, Panel } from '../../shared/antd/pc-parts.tsx';
import { useWords } from '../../shared/i18n.ts';
import { queryFor } from '../../shared/query-for.ts';
import { useAddress } from '../shell/address.ts';
import { RequirePermission } from '../shell/pages.tsx';
import { useCan } from '../shell/session.ts';
import { AddPlace } from './add-place.tsx';
import { AddRegion } from './add-region.tsx';
import { EditPlace } from './edit-place.tsx';
import { MovePlace } from './move-place.tsx';
import type { FoundPlace, ListedKind } from './place.ts';
import { PlaceList } from './place-list.tsx';
import styles from './place-pages.module.css';
import { RegionPanel } from './region-panel.tsx';
import { placeWords } from './words.ts';

/** 机构管理: the organisations of a division, and the divisions themselves. */
export function Organisations() {
  return (
    <RequirePermission permission="place.read">
      <PlacePage kind="organisation" />
    </RequirePermission>
  );
}

/** 站点管理: the sites of a division. */
export function Sites() {
  return (
    <RequirePermission permission="place.read">
      <PlacePage kind="site" />
    </RequirePermission>
  );
}

export type Dialog =
  | { kind: 'add' }
  | { kind: 'addRegion' }
  | { kind: 'edit' | 'move'; place: FoundPlace };

function PlacePage({ kind }: { kind: ListedKind }) {
  const t = useWords(placeWords);
  const can = useCan();
  const address = useAddress();
  const [dialog, setDialog] = useState<Dialog>();
  const regionId = address.number('place');
  const region = useQuery({
    ...queryFor(places.get, { params: { id: regionId ?? 0 } }),
    enabled: regionId !== undefined,
  });
  const close = () => setDialog(undefined);
  const chosen = regionId === undefined ? undefined : region.data;
  return (
    <>
      <PageHead title={t(`${kind}s`)} note={t(`${kind}sNote`)}>
        {can('place.manage') && (
          <Button type="primary" icon={<PlusOutlined />} onClick={() => setDialog({ kind: 'add' })}>
            {t(`add_${kind}`)}
          </Button>
        )}
      </PageHead>
      <div className={styles.columns}>
        <Panel className={styles.regions} title={t('regions')}>
          <RegionPanel
            chosenId={regionId}
            onChoose={(id) => address.set({ place: id })}
            {...(can('place.manage') && { onAdd: () => setDialog({ kind: 'addRegion' }) })}
          />
        </Panel>
        <Panel className={styles.list}>
          {/* Another division begins at its first page. */}
          <PlaceList
            key={`${kind}-${regionId}`}
            kind={kind}
            region={chosen}
            isWaiting={regionId !== undefined && region.isPending}
            onAct={setDialog}
          />
        </Panel>
      </div>
      {dialog?.kind === 'add' && <AddPlace kind={kind} region={chosen} onClose={close} />}
      {dialog?.kind === 'addRegion' && <AddRegion above={chosen} onClose={close} />}
      {dialog?.kind === 'edit' && <EditPlace place={dialog.place} onClose={close} />}
      {dialog?.kind === 'move' && <MovePlace place={dialog.place} onClose={close} />}
    </>
  );
}
