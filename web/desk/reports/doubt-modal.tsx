import { Modal } from 'antd';
import { FormFields } from '../../shared/antd/form-fields.tsx';
import { useText, useWords } from '../../shared/i18n.ts';
import type { useEditor } from '../../shared/participant/editor.ts';
import textStyles from '../../shared/text.module.css';
import { words } from './words.ts';

/** Asks once whether answers that hardly go together are right; they can be mended here. */
export function DoubtModal(props: {
  editor: Pick<ReturnType<typeof useEditor>, 'doubt' | 'filling' | 'send' | 'leaveDoubt'>;
}) {
  const { doubt, filling, send, leaveDoubt } = props.editor;
  const t = useWords(words);
  const text = useText();
  return (
    <Modal
      open={doubt !== null}
      title={t('doubtTitle')}
      width={600}
      okText={t('doubtSend')}
      cancelText={t('doubtBack')}
      onOk={() => void send()}
      onCancel={leaveDoubt}
    >
      {doubt?.questions.map((question) => (
        <p key={question.en}>{text(question)}</p>
      ))}
      {doubt && <FormFields form={filling} only={doubt.fields} />}
      <p className={textStyles.soft}>{t('doubtHint')}</p>
    </Modal>
  );
}
