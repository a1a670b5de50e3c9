import { DownloadOutlined, KeyOutlined } from '@ant-design/icons';
import { Alert, Button, Form, Modal, Radio } from 'antd';
import { useState } from 'react';
import { initialPasswordOf } from '../../../forms/sign-in.ts';
import { programmes } from '../../../modules/programmes/contract.ts';
import { linkTo } from '../../shared/api.ts';
import { useLang, useWords } from '../../shared/i18n.ts';
import textStyles from '../../shared/text.module.css';
import { GroupFilter } from '../shell/filters.tsx';
import marginsStyles from '../shell/margins.module.css';
import { PlacePicker } from '../shell/place-picker.tsx';
import { useProgramme } from '../shell/programme.tsx';
import { useCan } from '../shell/session.ts';
import { shellWords } from '../shell/words.ts';
import { rosterWords } from './roster-words.ts';

type Wanted = { placeId?: number | undefined; group?: string | undefined };

/** Whether somebody hands out this programme's initial passwords. */
export function useHandsOutPasswords(): boolean {
  const can = useCan();
  const { signIn } = useProgramme().definition;
  return can('roster.passwords') && initialPasswordOf(signIn) === 'random';
}

/** A list of the one-time passwords to hand out, of the people who are shown at first. */
export function HandOutPasswords(shown: Wanted) {
  const t = useWords(rosterWords);
  const [isOpen, setIsOpen] = useState(false);
  const close = () => setIsOpen(false);
  if (!useHandsOutPasswords()) return null;
  return (
    <>
      <Button icon={<KeyOutlined />} onClick={() => setIsOpen(true)}>
        {t('passwords')}
      </Button>
      <Modal
        open={isOpen}
        title={t('passwordsTitle')}
        footer={null}
        destroyOnHidden
        width={560}
        onCancel={close}
      >
        <Choices {...shown} onClose={close} />
      </Modal>
    </>
  );
}

function Choices({ onClose, ...shown }: Wanted & { onClose: () => void }) {
  const t = useWords(rosterWords);
  const shell = useWords(shellWords);
  const lang = useLang();
  const { id } = useProgramme();
  const [{ placeId, group }, setWanted] = useState<Wanted>(shown);
  const [format, setFormat] = useState<'xlsx' | 'csv'>('xlsx');
  const link = linkTo(programmes.initialPasswords, {
    params: { id },
    query: {
      ...{ format, lang },
      ...(placeId !== undefined && { placeId }),
      ...(group && { group }),
    },
  });
  return (
    <Form layout="vertical" component="div">
      <p className={textStyles.intro}>{t('passwordsHint')}</p>
      <Form.Item label={shell('place')}>
        <PlacePicker value={placeId} onChange={(next) => setWanted({ placeId: next, group })} />
      </Form.Item>
      <Form.Item label={shell('group')}>
        <GroupFilter value={group} onChange={(next) => setWanted({ placeId, group: next })} />
      </Form.Item>
      <Form.Item label={t('fileFormat')}>
        <Radio.Group
          value={format}
          options={[
            { value: 'xlsx', label: 'XLSX' },
            { value: 'csv', label: 'CSV' },
          ]}
          onChange={(event) => setFormat(event.target.value)}
        />
      </Form.Item>
      <Alert className={marginsStyles.below} type="warning" showIcon title={t('passwordsSafe')} />
      <p className={textStyles.soft}>{t('passwordsLost')}</p>
      <Button type="primary" icon={<DownloadOutlined />} href={link} download onClick={onClose}>
        {t('download')}
      </Button>
    </Form>
  );
}
