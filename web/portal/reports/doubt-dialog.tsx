import { Dialog } from 'antd-mobile';
import { useText, useWords } from '../../shared/i18n.ts';
import { FormFields } from '../../shared/mobile/form-fields.tsx';
import type { useEditor } from '../../shared/participant/editor.ts';
import textStyles from '../../shared/text.module.css';
import { words } from './words.ts';

/** Asks once whether answers that hardly go together are right; they can be mended here. */
export function DoubtDialog(props: {
  editor: Pick<ReturnType<typeof useEditor>, 'doubt' | 'filling' | 'send' | 'leaveDoubt'>;
}) {
  const { doubt, filling, send, leaveDoubt } = props.editor;
  const t = useWords(words);
  const text = useText();
  return (
    <Dialog
      visible={doubt !== null}
      title={t('doubtTitle')}
      aria-label={t('doubtTitle')}
      content={
        doubt && (
          <>
            {doubt.questions.map((question) => (
              <p key={question.en}>{text(question)}</p>
            ))}
            <FormFields form={filling} only={doubt.fields} />
            <p className={textStyles.soft}>{t('doubtHint')}</p>
          </>
        )
      }
      actions={[
        { key: 'send', text: t('doubtSend'), bold: true, onClick: () => void send() },
        { key: 'back', text: t('doubtBack'), onClick: leaveDoubt },
      ]}
    />
  );
}
