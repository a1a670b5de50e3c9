import { Button, Modal } from 'antd';
import type { FormDefinition } from '../../../forms/definition.ts';
import { Answers } from '../../shared/antd/answers.tsx';
import { changedFields } from '../../shared/changed-fields.ts';
import { useWords } from '../../shared/i18n.ts';
import type { Conflict, useEditor } from '../../shared/participant/editor.ts';
import { words } from './words.ts';

/** Somebody, perhaps the same person on another device, was faster: which of the two is to count. */
export function ConflictModal(props: {
  editor: Pick<ReturnType<typeof useEditor>, 'conflict' | 'keepMine' | 'takeOther'>;
  definition: FormDefinition;
}) {
  const { editor, definition } = props;
  const { conflict } = editor;
  const t = useWords(words);
  return (
    <Modal
      open={conflict !== null}
      title={t('conflictTitle')}
      width={560}
      keyboard={false}
      closable={false}
      mask={{ closable: false }}
      footer={
        <>
          <Button
            type={conflict?.mayReplace ? 'default' : 'primary'}
            onClick={() => void editor.takeOther()}
          >
            {t('takeNewest')}
          </Button>
          {conflict?.mayReplace && (
            <Button type="primary" onClick={() => void editor.keepMine()}>
              {t('keepMine')}
            </Button>
          )}
        </>
      }
    >
      {conflict && <BothVersions {...{ conflict, definition }} />}
    </Modal>
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
          <Answers {...{ definition, only }} values={other.values} columns={1} />
          <h3>{t('myVersion')}</h3>
          <Answers {...{ definition, only }} values={mine} columns={1} />
        </>
      )}
    </>
  );
}
