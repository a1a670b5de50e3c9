import { Dialog } from 'antd-mobile';
import type { ReportForm } from '../../shared/form-state.ts';
import { formatDay } from '../../shared/format.ts';
import { useLang, useText, useWords } from '../../shared/i18n.ts';
import { FormFields } from '../../shared/mobile/form-fields.tsx';
import type { useEditor } from '../../shared/participant/editor.ts';
import textStyles from '../../shared/text.module.css';
import styles from './doubt-dialog.module.css';
import { words } from './words.ts';

/** Asks once whether answers that hardly go together are right; they can be mended here. */
export function DoubtDialog(props: {
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
    <Dialog
      visible={doubt !== null}
      title={t('doubtTitle')}
      aria-label={t('doubtTitle')}
      content={
        doubt && (
          <>
            {doubt.questions.map((question) => (
              <p key={question.en} className={styles.question}>
                {text(question)}
              </p>
            ))}
            {filling && <FormFields form={filling} only={doubt.fields} />}
            {!filling && <p>{doubt.days.map((day) => formatDay(day, lang, 'bare')).join(' · ')}</p>}
            <p className={`${textStyles.soft} ${styles.hint}`}>
              {t(filling ? 'doubtHint' : 'doubtHintDays')}
            </p>
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
