import { Dialog } from 'antd-mobile';
import { useWords } from '../../shared/i18n.ts';
import type { useEditor } from '../../shared/participant/editor.ts';
import { useEffectWords } from '../../shared/participant/effect.ts';
import { words } from './words.ts';

/** Sending would make earlier days missed, or begin another phase: the person is told before. */
export function EffectDialog(props: {
  editor: Pick<ReturnType<typeof useEditor>, 'effect' | 'confirmEffect'>;
}) {
  const { effect, confirmEffect } = props.editor;
  const t = useWords(words);
  const told = useEffectWords(effect);
  return (
    <Dialog
      visible={effect !== null}
      title={t('effectTitle')}
      aria-label={t('effectTitle')}
      content={told.map((each) => <p key={each}>{each}</p>)}
      actions={[
        {
          ...{ key: 'send', text: t('effectSend'), bold: true },
          onClick: () => void confirmEffect(true),
        },
        { key: 'back', text: t('effectBack'), onClick: () => void confirmEffect(false) },
      ]}
    />
  );
}
