import { PlusOutlined } from '@ant-design/icons';
import { Navigate, Outlet, useNavigate, useParams } from '@tanstack/react-router';
import { Button, Skeleton } from 'antd';
import type { ReactNode } from 'react';
import type { PermissionName } from '../../../platform/contract.ts';
import { EmptyState, Loaded } from '../../shared/antd/pc-parts.tsx';
import { pcWords } from '../../shared/antd/pc-words.ts';
import { useWords } from '../../shared/i18n.ts';
import { useFeatures } from './feature.ts';
import { rememberedProgramme } from './layout.tsx';
import { addressIn, useEntries } from './menu.tsx';
import { ProgrammeProvider, useProgramme, useProgrammes } from './programme.tsx';
import { useCan, useGrants } from './session.ts';
import { shellWords } from './words.ts';

/** Leads to the programme looked at last, to the first of its pages that one may see. */
export function Home() {
  const list = useProgrammes();
  const grants = useGrants();
  const [entry] = useEntries('programme');
  return (
    <Loaded query={list}>
      {(found) => {
        const kept = rememberedProgramme();
        const next = found.find(({ code }) => code === kept) ?? found[0];
        if (!next) return <NoProgramme />;
        return (
          <Loaded query={grants}>{() => <Navigate to={addressIn(next, entry)} replace />}</Loaded>
        );
      }}
    </Loaded>
  );
}

function NoProgramme() {
  const t = useWords(shellWords);
  const navigate = useNavigate();
  const mayCreate = useCan()('programme.create');
  return (
    <EmptyState
      title={t('noProgramme')}
      hint={mayCreate ? t('noProgrammeHint') : t('noProgrammeReader')}
    >
      {mayCreate && (
        <Button
          type="primary"
          icon={<PlusOutlined />}
          onClick={() => void navigate({ to: '/new-programme' })}
        >
          {t('newProgramme')}
        </Button>
      )}
    </EmptyState>
  );
}

/** The pages of one programme, with the person whom the address names in a drawer over them. */
export function ProgrammePages() {
  const t = useWords(shellWords);
  const { programme: code } = useParams({ strict: false }) as { programme: string };
  const list = useProgrammes();
  const features = useFeatures();
  return (
    <Loaded query={list}>
      {(found) => {
        const programme = found.find((each) => each.code === code);
        if (!programme) return <EmptyState title={t('programmeGone')} />;
        return (
          <ProgrammeProvider value={programme} key={programme.id}>
            <Outlet />
            {features.map(({ name, overProgramme: Over }) => Over && <Over key={name} />)}
          </ProgrammeProvider>
        );
      }}
    </Loaded>
  );
}

/** A page whose bundle is still on its way. */
export function PageWaiting() {
  return <Skeleton active title={false} paragraph={{ rows: 8 }} />;
}

type Required = { permission: PermissionName; children: ReactNode };

/** Shows a page only to those who may use it. */
export function RequirePermission({ permission, children }: Required) {
  const grants = useGrants();
  return (
    <Loaded query={grants}>
      {({ permissions }) => (permissions.includes(permission) ? children : <Forbidden />)}
    </Loaded>
  );
}

/** Shows a page of a programme as a whole only to those who may use it there. */
export function RequireOnAll({ permission, children }: Required) {
  return useProgramme().mayOnAll.includes(permission) ? children : <Forbidden />;
}

function Forbidden() {
  const t = useWords(shellWords);
  return <EmptyState title={t('forbidden')} hint={t('forbiddenHint')} />;
}

export function NoSuchPage() {
  const t = useWords(pcWords);
  return (
    <EmptyState title={t('notFound')}>
      <Button href="/console/">{t('toStart')}</Button>
    </EmptyState>
  );
}
