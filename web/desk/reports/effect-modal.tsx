import { Modal } from 'antd';
import { useWords } from '../../shared/i18n.ts';
import type { useEditor } from '../../shared/participant/editor.ts';
import { useEffectWords } from '../../shared/participant/effect.ts';
import { words } from './words.ts';

/** Sending would make earlier days missed, or begin another phase: the person is told before. */
export function EffectModal(props: {
  editor: Pick<ReturnType<typeof useEditor>, 'effect' | 'confirmEffect'>;
}) {
  const { effect, confirmEffect } = props.editor;
  const t = useWords(words);
  const told = useEffectWords(effect);
  return (
    <Modal
      open={effect !== null}
      title={t('effectTitle')}
      okText={t('effectSend')}
      cancelText={t('effectBack')}
      closable={false}
      onOk={() => void confirmEffect(true)}
      onCancel={() => void confirmEffect(false)}
    >
      {told.map((each) => (
        <p key={each}>{each}</p>
      ))}
    </Modal>
  );
}
