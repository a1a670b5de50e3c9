import { Modal } from 'antd';
import { FormFields } from '../../shared/antd/form-fields.tsx';
import type { ReportForm } from '../../shared/form-state.ts';
import { formatDay } from '../../shared/format.ts';
import { useLang, useText, useWords } from '../../shared/i18n.ts';
import type { useEditor } from '../../shared/participant/editor.ts';
import textStyles from '../../shared/text.module.css';
import { words } from './words.ts';

/** Asks once whether answers that hardly go together are right; they can be mended here. */
export function DoubtModal(props: {
  editor: Pick<ReturnType<typeof useEditor>, 'doubt' | 'send' | 'leaveDoubt'>;
  /** Where the answers of one report can be mended; without it the days are named. */
  filling?: ReportForm;
}) {
  const { filling } = props;
  const { doubt, send, leaveDoubt } = props.editor;
  const lang = useLang();
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
      {doubt && filling && <FormFields form={filling} only={doubt.fields} />}
      {!filling && <p>{doubt?.days.map((day) => formatDay(day, lang, 'bare')).join(' · ')}</p>}
      <p className={textStyles.soft}>{t(filling ? 'doubtHint' : 'doubtHintDays')}</p>
    </Modal>
  );
}
