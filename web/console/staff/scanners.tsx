import {
  CheckCircleOutlined,
  ClockCircleOutlined,
  MoreOutlined,
  PlusOutlined,
  StopOutlined,
} from '@ant-design/icons';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Button, Dropdown, Input } from 'antd';
import { useState } from 'react';
import { joiners } from '../../../forms/joiners.ts';
import { staff } from '../../../modules/staff/contract.ts';
import type { ResponseOf } from '../../../platform/contract.ts';
import { EmptyState, Loaded, PageHead, Panel } from '../../shared/antd/pc-parts.tsx';
import { StateMark } from '../../shared/antd/states.tsx';
import { call } from '../../shared/api.ts';
import { useLang, useWords } from '../../shared/i18n.ts';
import { problemText } from '../../shared/problems.ts';
import { pagesFor } from '../../shared/query-for.ts';
import { type DataColumn, DataTable } from '../shell/data-table.tsx';
import filtersStyles from '../shell/filters.module.css';
import marksStyles from '../shell/marks.module.css';
import { OneTimePassword } from '../shell/one-time-password.tsx';
import { RequirePermission } from '../shell/pages.tsx';
import { useCan } from '../shell/session.ts';
import { shellWords } from '../shell/words.ts';
import { AddScanner } from './add-scanner.tsx';
import { scannerWords } from './scanner-words.ts';

type Scanner = ResponseOf<typeof staff.scanners>['items'][number];

/** Who scans at the sites that one answers for; the first of each site is added here. */
export default function Scanners() {
  return (
    <RequirePermission permission="scanner.read">
      <ScannersPage />
    </RequirePermission>
  );
}

function ScannersPage() {
  const t = useWords(scannerWords);
  const can = useCan();
  const [wanted, setWanted] = useState('');
  const [adding, setAdding] = useState(false);
  const [made, setMade] = useState<{ name: string; password: string }>();
  const body = { limit: 50, ...(wanted && { text: wanted }) };
  const scanners = useInfiniteQuery(pagesFor(staff.scanners, { body }));
  const columns = useScannerColumns(setMade);
  return (
    <>
      <PageHead title={t('scanners')} note={t('note')}>
        {can('scanner.manage') && (
          <Button type="primary" icon={<PlusOutlined />} onClick={() => setAdding(true)}>
            {t('add')}
          </Button>
        )}
      </PageHead>
      <Panel>
        <div className={filtersStyles.filters}>
          <Input.Search
            className={filtersStyles.search}
            allowClear
            placeholder={t('find')}
            aria-label={t('find')}
            onSearch={(text) => setWanted(text.trim())}
          />
        </div>
        <Loaded query={scanners}>
          {({ pages }) => (
            <DataTable
              columns={columns}
              rows={pages.flatMap(({ items }) => items)}
              rowKey={({ id }) => String(id)}
              empty={
                wanted ? (
                  <EmptyState title={t('noMatch')} />
                ) : (
                  <EmptyState title={t('empty')} hint={t('emptyHint')} />
                )
              }
            />
          )}
        </Loaded>
        {scanners.hasNextPage && (
          <Button
            loading={scanners.isFetchingNextPage}
            onClick={() => void scanners.fetchNextPage()}
          >
            {t('more')}
          </Button>
        )}
      </Panel>
      {adding && <AddScanner onClose={() => setAdding(false)} />}
      {made && (
        <OneTimePassword
          name={made.name}
          accounts={[]}
          password={made.password}
          onClose={() => setMade(undefined)}
        />
      )}
    </>
  );
}

function useScannerColumns(
  onMade: (made: { name: string; password: string }) => void,
): DataColumn<Scanner>[] {
  const t = useWords(scannerWords);
  const shell = useWords(shellWords);
  const lang = useLang();
  const can = useCan();
  const siteOf = (scanner: Scanner) => (lang === 'zh' ? scanner.siteZh : scanner.siteEn);
  const columns: DataColumn<Scanner>[] = [
    { key: 'name', title: shell('name'), width: 160, cut: ({ name }) => name, always: true },
    { key: 'site', title: t('site'), cut: siteOf },
    { key: 'level', title: t('level'), width: 170, render: ({ level }) => t(`level_${level}`) },
    {
      key: 'state',
      title: t('state'),
      width: 260,
      render: (scanner) => <States scanner={scanner} />,
    },
  ];
  if (!can('scanner.manage')) return columns;
  return [
    ...columns,
    {
      key: 'actions',
      title: shell('actions'),
      width: 90,
      always: true,
      pinned: true,
      render: (scanner) => <Actions {...{ scanner, onMade }} site={siteOf(scanner)} />,
    },
  ];
}

const reasons = ['account', 'site', 'line', 'self'] as const;

function States({ scanner: { disabled, activated } }: { scanner: Scanner }) {
  const t = useWords(scannerWords);
  const why = reasons.filter((reason) => disabled[reason]);
  if (why.length > 0) {
    return (
      <span className={marksStyles.marks}>
        {why.map((reason) => (
          <StateMark key={reason} colour="grey" icon={<StopOutlined />}>
            {t(`off_${reason}`)}
          </StateMark>
        ))}
      </span>
    );
  }
  return activated ? (
    <StateMark colour="ink" icon={<CheckCircleOutlined />}>
      {t('active')}
    </StateMark>
  ) : (
    <StateMark colour="none" icon={<ClockCircleOutlined />}>
      {t('notYet')}
    </StateMark>
  );
}

function Actions(props: {
  scanner: Scanner;
  site: string;
  onMade: (made: { name: string; password: string }) => void;
}) {
  const { scanner, site, onMade } = props;
  const { id, name, disabled } = scanner;
  const t = useWords(scannerWords);
  const shell = useWords(shellWords);
  const lang = useLang();
  const queries = useQueryClient();
  const { message, modal } = App.useApp();
  const params = { scannerId: id };
  const settled = {
    onError: (error: unknown) => void message.error(problemText(error, lang)),
    onSettled: () => queries.invalidateQueries({ queryKey: [staff.scanners.url] }),
  };
  const turn = useMutation({
    mutationFn: (body: { what: 'self' | 'line'; disabled: boolean }) =>
      call(staff.switchScanner, { params, body }),
    onSuccess: () => void message.success(t('done')),
    ...settled,
  });
  const reset = useMutation({
    mutationFn: () => call(staff.scannerPassword, { params, body: {} }),
    onSuccess: ({ oneTimePassword }) => onMade({ name, password: oneTimePassword }),
    ...settled,
  });
  const act = (what: 'self' | 'line', isOff: boolean) => {
    if (isOff) return turn.mutate({ what, disabled: false });
    void modal.confirm({
      title: t(what === 'self' ? 'disableSelfAsk' : 'disableLineAsk', { name, site }),
      content: t('disableHint'),
      okText: t(what === 'self' ? 'disableSelf' : 'disableLine'),
      cancelText: shell('cancel'),
      onOk: () => turn.mutate({ what, disabled: true }),
    });
  };
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        items: [
          { key: 'line', label: t(disabled.ownLine ? 'enableLine' : 'disableLine') },
          { key: 'self', label: t(disabled.self ? 'enableSelf' : 'disableSelf') },
          { key: 'password', label: t('password'), disabled: scanner.activated },
        ],
        onClick: ({ key }) => {
          if (key === 'password') reset.mutate();
          else if (key === 'line') act('line', disabled.ownLine);
          else act('self', disabled.self);
        },
      }}
    >
      <Button
        type="text"
        size="small"
        icon={<MoreOutlined />}
        aria-label={`${shell('actions')}${joiners[lang].colon}${name}`}
      />
    </Dropdown>
  );
}
