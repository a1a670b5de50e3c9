import { ImportOutlined, PlusOutlined } from '@ant-design/icons';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { App, Button, Dropdown, Tag } from 'antd';
import { useState } from 'react';
import { joiners } from '../../../forms/joiners.ts';
import { shortInstant } from '../../../forms/wall-time.ts';
import { programmes } from '../../../modules/programmes/contract.ts';
import type { ResponseOf } from '../../../platform/contract.ts';
import { EmptyState, Loaded, PageHead, Panel } from '../../shared/antd/pc-parts.tsx';
import { call } from '../../shared/api.ts';
import { useLang, useWords } from '../../shared/i18n.ts';
import { problemText } from '../../shared/problems.ts';
import { queryFor } from '../../shared/query-for.ts';
import { type DataColumn, DataTable } from '../shell/data-table.tsx';
import { RequirePermission } from '../shell/pages.tsx';
import { useProgramme } from '../shell/programme.tsx';
import { ExportForm } from './export-form.tsx';
import {
  FormOffersDrawer,
  FormOffersNotice,
  OfferedBefore,
  useLookAtOffers,
} from './form-offers.tsx';
import { formWords } from './form-words.ts';
import { ImportDialog } from './import-dialog.tsx';
import { Placements } from './placements.tsx';
import { StartDialog, type StartFrom } from './start-dialog.tsx';
import { VersionsDrawer } from './versions-drawer.tsx';

export type FormRow = ResponseOf<typeof programmes.forms>[number];

/** The forms of the programme, and where they are given. */
export default function FormsPage() {
  return (
    <RequirePermission permission="form.read">
      <Forms />
    </RequirePermission>
  );
}

function Forms() {
  const t = useWords(formWords);
  const { id, mayOnAll } = useProgramme();
  const list = useQuery(queryFor(programmes.forms, { params: { id } }));
  const [starting, setStarting] = useState<StartFrom | null>(null);
  const [looking, setLooking] = useState<FormRow | null>(null);
  const [exporting, setExporting] = useState<FormRow | null>(null);
  const [isImporting, setImporting] = useState(false);
  const [isOffered, setOffered] = useState(false);
  const look = useLookAtOffers(() => setOffered(true));
  return (
    <>
      <PageHead title={t('forms')} note={t('formsNote')}>
        {mayOnAll.includes('form.change') && (
          <>
            <OfferedBefore onLook={look} />
            <Button icon={<ImportOutlined />} onClick={() => setImporting(true)}>
              {t('importForm')}
            </Button>
            <Button type="primary" icon={<PlusOutlined />} onClick={() => setStarting({})}>
              {t('newForm')}
            </Button>
          </>
        )}
      </PageHead>
      <FormOffersNotice onLook={look} />
      <Panel>
        <Loaded query={list}>
          {(rows) => (
            <FormTable
              rows={rows}
              onCopy={setStarting}
              onVersions={setLooking}
              onExport={setExporting}
            />
          )}
        </Loaded>
      </Panel>
      {list.data && <Placements forms={list.data} />}
      {starting && <StartDialog from={starting} onClose={() => setStarting(null)} />}
      {exporting && <ExportForm form={exporting} onClose={() => setExporting(null)} />}
      {isImporting && (
        <ImportDialog
          onClose={() => setImporting(false)}
          onRead={(from) => {
            setImporting(false);
            setStarting(from);
          }}
        />
      )}
      {isOffered && <FormOffersDrawer onClose={() => setOffered(false)} />}
      {looking && <VersionsDrawer form={looking} onClose={() => setLooking(null)} />}
    </>
  );
}

type Acts = {
  onCopy: (from: StartFrom) => void;
  onVersions: (row: FormRow) => void;
  onExport: (row: FormRow) => void;
};

function FormTable({ rows, ...acts }: { rows: FormRow[] } & Acts) {
  const t = useWords(formWords);
  const columns = useFormColumns(acts);
  return (
    <DataTable
      columns={columns}
      rows={rows}
      rowKey={({ code }) => code}
      empty={<EmptyState title={t('noForms')} hint={t('noFormsHint')} />}
    />
  );
}

/** Title in the present language, else in the other, else the code. */
export function titleOf(
  { title, code }: Pick<FormRow, 'title' | 'code'>,
  lang: 'zh' | 'en',
): string {
  return title[lang] || title.zh || title.en || code;
}

function useFormColumns(acts: Acts): DataColumn<FormRow>[] {
  const t = useWords(formWords);
  const lang = useLang();
  const { definition } = useProgramme();
  const { zone } = definition;
  const services = (codes: string[]) =>
    definition.services
      .filter(({ code }) => codes.includes(code))
      .map(({ name }) => name[lang])
      .join(joiners[lang].list);
  const audienceOf = ({ purpose, isDefault, services: codes, byPlace }: FormRow) => {
    if (purpose === 'check') return t(isDefault ? 'defaultCheck' : 'whereGiven');
    if (codes.length === 0) return t('nobody');
    return byPlace ? t('servicesWhereGiven', { services: services(codes) }) : services(codes);
  };
  return [
    {
      key: 'title',
      title: t('title'),
      always: true,
      cut: (row) => titleOf(row, lang),
      render: (row) => (
        <>
          {titleOf(row, lang)} {row.retired && <Tag>{t('retired')}</Tag>}
        </>
      ),
    },
    {
      ...{ key: 'purpose', title: t('purpose'), width: 135 },
      render: ({ purpose, slots }) => t(purpose === 'check' ? 'check' : `report_${slots}`),
    },
    { key: 'audience', title: t('audience'), cut: audienceOf, render: audienceOf },
    {
      ...{ key: 'version', title: t('inForce'), width: 215 },
      render: ({ inForce }) =>
        inForce
          ? t('versionOf', {
              version: inForce.version,
              time: shortInstant(inForce.publishedAt, zone),
            })
          : t('unpublished'),
    },
    {
      ...{ key: 'draft', title: t('draft'), width: 190 },
      render: ({ draft }) =>
        draft
          ? t('draftBy', {
              name: draft.changedBy,
              time: shortInstant(draft.changedAt, zone),
            })
          : '—',
    },
    {
      ...{ key: 'places', title: t('places'), width: 90, align: 'right' },
      render: ({ places }) => (places > 0 ? places : '—'),
    },
    {
      ...{ key: 'actions', title: t('actions'), width: 150, pinned: true },
      render: (row) => <RowActs row={row} {...acts} />,
    },
  ];
}

function RowActs({ row, onCopy, onVersions, onExport }: { row: FormRow } & Acts) {
  const t = useWords(formWords);
  const lang = useLang();
  const { id, code: programme, mayOnAll } = useProgramme();
  const { message, modal } = App.useApp();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const mayChange = mayOnAll.includes('form.change');
  const failed = (error: unknown) => void message.error(problemText(error, lang));
  const again = () => queries.invalidateQueries({ queryKey: [programmes.forms.url] });
  const open = (draftId: number) =>
    void navigate({
      to: '/p/$programme/forms/$draftId',
      params: { programme, draftId: String(draftId) },
    });
  const edit = useMutation({
    mutationFn: async () =>
      row.draft ??
      (await call(programmes.startFormDraft, { params: { id }, body: { form: row.code } })),
    onSuccess: (draft) => open(draft.id),
    onError: failed,
  });
  const retire = useMutation({
    mutationFn: (retired: boolean) =>
      call(programmes.retireForm, { params: { id, form: row.code }, body: { retired } }),
    onSuccess: async () => {
      await again();
      await queries.invalidateQueries({ queryKey: [programmes.list.url] });
    },
    onError: failed,
  });
  const drop = useMutation({
    mutationFn: (draftId: number) => call(programmes.deleteFormDraft, { params: { id, draftId } }),
    onSuccess: again,
    onError: failed,
  });
  const ask = (title: string, content: string, okText: string, run: () => void) =>
    modal.confirm({ title, content, okText, cancelText: t('cancel'), onOk: run });
  const name = titleOf(row, lang);
  const { inForce, draft, retired } = row;
  const items = [
    inForce && { key: 'versions', label: t('versions'), onClick: () => onVersions(row) },
    inForce && { key: 'export', label: t('exportForm'), onClick: () => onExport(row) },
    inForce &&
      mayChange && {
        key: 'copy',
        label: t('copyForm'),
        onClick: () => onCopy({ versionId: inForce.versionId, name }),
      },
    inForce &&
      mayOnAll.includes('form.publish') && {
        key: 'retire',
        label: t(retired ? 'restore' : 'retire'),
        onClick: () =>
          retired
            ? retire.mutate(false)
            : ask(t('retireAsk', { name }), t('retireNote'), t('retire'), () =>
                retire.mutate(true),
              ),
      },
    draft &&
      mayChange && {
        ...{ key: 'drop', label: t('dropDraft'), danger: true },
        onClick: () =>
          ask(t('dropAsk', { name }), t('dropNote'), t('dropDraft'), () => drop.mutate(draft.id)),
      },
  ].filter((item) => !!item);
  return (
    <>
      {mayChange && (
        <Button
          type="link"
          size="small"
          loading={edit.isPending}
          aria-label={`${t(draft ? 'goOn' : 'edit')} ${name}`}
          onClick={() => edit.mutate()}
        >
          {t(draft ? 'goOn' : 'edit')}
        </Button>
      )}
      <Dropdown trigger={['click']} menu={{ items }}>
        <Button type="link" size="small" aria-label={`${t('more')} ${name}`}>
          {t('more')}
        </Button>
      </Dropdown>
    </>
  );
}
