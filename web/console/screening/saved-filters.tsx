import { DeleteOutlined, SaveOutlined } from '@ant-design/icons';
import { App, Button, Form, Input, Modal, Popconfirm, Select } from 'antd';
import { useState } from 'react';
import { useLang, useWords } from '../../shared/i18n.ts';
import { problemText } from '../../shared/problems.ts';
import textStyles from '../../shared/text.module.css';
import { useProgramme } from '../shell/programme.tsx';
import { useSetting } from '../shell/use-setting.ts';
import styles from './checks.module.css';
import { type Filter, mostSaved, readSaved, type SavedPart, savedPart } from './filter.ts';
import { checkWords } from './words.ts';

type Props = { filter: Filter; onChoose: (filter: SavedPart) => void };

/** Filters of one’s own under names, kept with the account; places differ between programmes. */
export function SavedFilters({ filter, onChoose }: Props) {
  const t = useWords(checkWords);
  const { code } = useProgramme();
  const { value, keep, error } = useSetting(`filters.checks.${code}`, readSaved);
  const lang = useLang();
  const [chosen, setChosen] = useState<string>();
  const [saving, setSaving] = useState(false);
  const saved = value ?? [];
  const name = saved.some((each) => each.name === chosen) ? chosen : undefined;
  return (
    <div className={styles.saved}>
      {saved.length > 0 && (
        <Select
          className={styles.chosen}
          aria-label={t('saved')}
          placeholder={t('saved')}
          value={name ?? null}
          options={saved.map((each) => ({ value: each.name, label: each.name }))}
          onChange={(next) => {
            setChosen(next ?? undefined);
            const found = saved.find((each) => each.name === next);
            if (found) onChoose(found.filter);
          }}
        />
      )}
      {name !== undefined && (
        <Popconfirm
          title={t('deleteFilterSure', { name })}
          okText={t('delete')}
          cancelText={t('cancel')}
          onConfirm={() => keep(saved.filter((each) => each.name !== name))}
        >
          <Button icon={<DeleteOutlined />} aria-label={t('deleteFilter')} />
        </Popconfirm>
      )}
      <Button icon={<SaveOutlined />} onClick={() => setSaving(true)}>
        {t('saveFilter')}
      </Button>
      <NameDialog
        open={saving}
        onClose={() => setSaving(false)}
        onName={(given) => {
          const others = saved.filter((each) => each.name !== given);
          keep([...others, { name: given, filter: savedPart(filter) }].slice(-mostSaved));
          setChosen(given);
          setSaving(false);
        }}
      />
      {error && <span role="alert">{problemText(error, lang)}</span>}
    </div>
  );
}

type DialogProps = { open: boolean; onClose: () => void; onName: (name: string) => void };

function NameDialog({ open, onClose, onName }: DialogProps) {
  const t = useWords(checkWords);
  const { message } = App.useApp();
  const [form] = Form.useForm<{ name: string }>();
  return (
    <Modal
      open={open}
      title={t('saveFilter')}
      okText={t('save')}
      cancelText={t('cancel')}
      destroyOnHidden
      onCancel={onClose}
      onOk={() => form.submit()}
    >
      <Form
        form={form}
        layout="vertical"
        preserve={false}
        onFinish={({ name }) => {
          onName(name.trim());
          void message.success(t('filterSaved'));
        }}
      >
        <Form.Item
          name="name"
          label={t('filterName')}
          rules={[{ required: true, whitespace: true, message: t('filterNameNeeded') }]}
        >
          <Input maxLength={40} autoFocus />
        </Form.Item>
        <p className={textStyles.soft}>{t('saveFilterHint')}</p>
      </Form>
    </Modal>
  );
}
