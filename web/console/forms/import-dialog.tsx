import { InboxOutlined } from '@ant-design/icons';
import { useMutation } from '@tanstack/react-query';
import { Alert, Modal, Upload } from 'antd';
import { programmes } from '../../../modules/programmes/contract.ts';
import { upload } from '../../shared/api.ts';
import { useLang, useWords } from '../../shared/i18n.ts';
import { problemText } from '../../shared/problems.ts';
import marginsStyles from '../shell/margins.module.css';
import { useProgramme } from '../shell/programme.tsx';
import { Findings } from './findings.tsx';
import { formWords } from './form-words.ts';
import type { StartFrom } from './start-dialog.tsx';

/** Takes a form from a file, says what of it was not carried over, and goes on to its name. */
export function ImportDialog(props: { onClose: () => void; onRead: (from: StartFrom) => void }) {
  const { onClose, onRead } = props;
  const t = useWords(formWords);
  const lang = useLang();
  const { id } = useProgramme();
  const read = useMutation({
    mutationFn: (file: File) => upload(programmes.readFormFile, file, { params: { id } }),
  });
  const { data } = read;
  const definition = data?.definition;
  return (
    <Modal
      open
      width={720}
      title={t('importForm')}
      okText={t('goOnWithFile')}
      cancelText={t('cancel')}
      okButtonProps={{ disabled: !definition }}
      onOk={() => definition && onRead({ definition })}
      onCancel={onClose}
    >
      {read.error && (
        <Alert
          className={marginsStyles.below}
          type="error"
          showIcon
          title={problemText(read.error, lang)}
        />
      )}
      <Upload.Dragger
        accept=".xlsx,.xls,.ods,.json"
        maxCount={1}
        showUploadList={false}
        disabled={read.isPending}
        customRequest={({ file }) => void (file instanceof File && read.mutate(file))}
      >
        <p className="ant-upload-drag-icon">
          <InboxOutlined />
        </p>
        <p className="ant-upload-text">{t(read.isPending ? 'readingFile' : 'dropForm')}</p>
      </Upload.Dragger>
      {data && !definition && (
        <Alert className={marginsStyles.above} type="error" showIcon title={t('noFormInFile')} />
      )}
      {data && <Findings findings={data.findings} none={t('allCarriedOver')} />}
    </Modal>
  );
}
