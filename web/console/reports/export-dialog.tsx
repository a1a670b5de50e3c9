import { DownloadOutlined } from '@ant-design/icons';
import { Button, Checkbox, Form, Modal, Radio, Select } from 'antd';
import { useState } from 'react';
import type { Day } from '../../../forms/definition.ts';
import { reports } from '../../../modules/reports/contract.ts';
import { linkTo } from '../../shared/api.ts';
import { type Lang, useLang, useWords } from '../../shared/i18n.ts';
import textStyles from '../../shared/text.module.css';
import { GroupFilter, RangeFilter } from '../shell/filters.tsx';
import formRowStyles from '../shell/form-row.module.css';
import marginsStyles from '../shell/margins.module.css';
import { PlacePicker } from '../shell/place-picker.tsx';
import { todayOf, useProgramme } from '../shell/programme.tsx';
import { shellWords } from '../shell/words.ts';
import { reportWords } from './words.ts';

type ExportDialogProps = { open: boolean; onClose: () => void; form: string; from: Day; to: Day };

/** What to export; the browser downloads the file while the server still makes it. */
export function ExportDialog(props: ExportDialogProps) {
  const t = useWords(reportWords);
  return (
    <Modal
      open={props.open}
      title={t('exportTitle')}
      footer={null}
      destroyOnHidden
      width={560}
      onCancel={props.onClose}
    >
      <Choices {...props} />
    </Modal>
  );
}

type Wanted = {
  form: string;
  from: Day;
  to: Day;
  /** Of forms that are not daily: everything, or what was reported on these days. */
  isRanged: boolean;
  placeId?: number | undefined;
  group?: string | undefined;
  format: 'xlsx' | 'csv';
  lang: Lang;
  withMissing: boolean;
};

function linkOf(programmeId: number, wanted: Wanted): string {
  const { withMissing, placeId, group, isRanged, from, to, ...rest } = wanted;
  return linkTo(reports.export, {
    query: {
      programmeId,
      ...rest,
      ...(isRanged && { from, to }),
      ...(placeId !== undefined && { placeId }),
      ...(group && { group }),
      ...(withMissing && { withMissing }),
    },
  });
}

function Choices({ form, from, to, onClose }: ExportDialogProps) {
  const t = useWords(reportWords);
  const shell = useWords(shellWords);
  const lang = useLang();
  const programme = useProgramme();
  const [wanted, setWanted] = useState<Wanted>({
    ...{ form, from, to, lang },
    format: 'xlsx',
    withMissing: true,
    isRanged: false,
  });
  const set = (change: Partial<Wanted>) => setWanted((before) => ({ ...before, ...change }));
  const isDaily = programme.forms.some(
    (each) => each.definition.code === wanted.form && each.policy.slots === 'daily',
  );
  const { withMissing, placeId, group } = wanted;
  const isRanged = isDaily || wanted.isRanged;
  const chosen = { ...wanted, isRanged, withMissing: isDaily && withMissing };
  const link = linkOf(programme.id, chosen);
  return (
    <Form layout="vertical" component="div">
      <Form.Item label={t('exportForm')}>
        <Select
          aria-label={t('exportForm')}
          value={wanted.form}
          options={programme.forms.map(({ definition }) => ({
            value: definition.code,
            label: definition.title[lang],
          }))}
          onChange={(next) => set({ form: next })}
        />
      </Form.Item>
      <Form.Item label={t('exportRange')}>
        {!isDaily && (
          <Radio.Group
            className={marginsStyles.below}
            value={isRanged}
            options={[
              { value: false, label: t('exportEverything') },
              { value: true, label: t('exportDays') },
            ]}
            onChange={(event) => set({ isRanged: event.target.value })}
          />
        )}
        {isRanged && (
          <RangeFilter
            from={wanted.from}
            to={wanted.to}
            last={todayOf(programme)}
            onChange={(first, last) => set({ from: first, to: last })}
          />
        )}
      </Form.Item>
      <Form.Item label={shell('place')}>
        <PlacePicker value={placeId} onChange={(next) => set({ placeId: next })} />
      </Form.Item>
      <Form.Item label={shell('group')}>
        <GroupFilter value={group} onChange={(next) => set({ group: next })} />
      </Form.Item>
      <div className={formRowStyles.two}>
        <Form.Item label={t('exportFormat')}>
          <Radio.Group
            value={wanted.format}
            options={[
              { value: 'xlsx', label: 'XLSX' },
              { value: 'csv', label: 'CSV' },
            ]}
            onChange={(event) => set({ format: event.target.value })}
          />
        </Form.Item>
        <Form.Item label={t('exportLang')}>
          <Radio.Group
            value={wanted.lang}
            options={[
              { value: 'zh', label: '中文' },
              { value: 'en', label: 'English' },
            ]}
            onChange={(event) => set({ lang: event.target.value })}
          />
        </Form.Item>
      </div>
      {isDaily && (
        <Form.Item>
          <Checkbox
            checked={withMissing}
            onChange={(event) => set({ withMissing: event.target.checked })}
          >
            {t('exportMissing')}
          </Checkbox>
        </Form.Item>
      )}
      <p className={textStyles.intro}>{t('exportHint')}</p>
      <Button type="primary" icon={<DownloadOutlined />} href={link} download onClick={onClose}>
        {t('download')}
      </Button>
    </Form>
  );
}
