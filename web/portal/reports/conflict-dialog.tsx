import { Dialog } from 'antd-mobile';
import type { FormDefinition } from '../../../forms/definition.ts';
import { changedFields } from '../../shared/changed-fields.ts';
import { useWords } from '../../shared/i18n.ts';
import { Answers } from '../../shared/mobile/answers.tsx';
import type { Conflict, useEditor } from '../../shared/participant/editor.ts';
import { words } from './words.ts';

/** Somebody, perhaps the same person on another device, was faster: which of the two is to count. */
export function ConflictDialog(props: {
  editor: Pick<ReturnType<typeof useEditor>, 'conflict' | 'keepMine' | 'takeOther'>;
  definition: FormDefinition;
}) {
  const { editor, definition } = props;
  const { conflict } = editor;
  const t = useWords(words);
  return (
    <Dialog
      visible={conflict !== null}
      title={t('conflictTitle')}
      aria-label={t('conflictTitle')}
      content={conflict && <BothVersions {...{ conflict, definition }} />}
      actions={[
        {
          key: 'other',
          text: t('takeNewest'),
          bold: true,
          onClick: () => void editor.takeOther(),
        },
        ...(conflict?.mayReplace
          ? [{ key: 'mine', text: t('keepMine'), onClick: () => void editor.keepMine() }]
          : []),
      ]}
    />
  );
}

/** The answers in which the two versions differ. */
function BothVersions(props: { conflict: Conflict; definition: FormDefinition }) {
  const { definition } = props;
  const { other, mine, mayReplace } = props.conflict;
  const t = useWords(words);
  const only = changedFields(other?.values ?? {}, mine);
  return (
    <>
      <p>{t(mayReplace ? 'conflictText' : 'readOnly')}</p>
      {other?.values && (
        <>
          <h3>{t(other.version > 0 ? 'storedVersion' : 'waitingVersion')}</h3>
          <Answers {...{ definition, only }} values={other.values} />
          <h3>{t('myVersion')}</h3>
          <Answers {...{ definition, only }} values={mine} />
        </>
      )}
    </>
  );
}
