import { useQuery } from '@tanstack/react-query';
import { Alert, Modal } from 'antd';
import { useEffect, useRef } from 'react';
import { joiners } from '../../../forms/joiners.ts';
import { access } from '../../../modules/access/contract.ts';
import type { ResponseOf } from '../../../platform/contract.ts';
import { Loaded } from '../../shared/antd/pc-parts.tsx';
import { useLang, useWords } from '../../shared/i18n.ts';
import { queryFor } from '../../shared/query-for.ts';
import textStyles from '../../shared/text.module.css';
import marginsStyles from '../shell/margins.module.css';
import { shellWords } from '../shell/words.ts';
import type { RoleChanges } from './merging.ts';
import { accessWords } from './words.ts';

/** Asks before a role changes that people hold: how many of them gain or lose what. */
export function EffectOfChange(props: {
  code: string;
  permissions: string[];
  isSaving: boolean;
  onCancel: () => void;
  onConfirm: () => void;
}) {
  const { code, permissions, isSaving, onCancel, onConfirm } = props;
  const t = useWords(accessWords);
  const shell = useWords(shellWords);
  const effect = useQuery({
    ...queryFor(access.roleEffect, { params: { code }, body: { permissions } }),
    staleTime: 0,
  });
  return (
    <Modal
      open
      title={t('effectTitle')}
      okText={t('submit')}
      cancelText={shell('cancel')}
      okButtonProps={{ disabled: !effect.isSuccess, loading: isSaving }}
      onOk={onConfirm}
      onCancel={onCancel}
    >
      <Loaded query={effect} rows={3}>
        {({ holders, gains, losses }) => (
          <>
            <p>{t('effectHolders', { count: holders })}</p>
            <Lines word="gains" of={gains} />
            <Lines word="losses" of={losses} />
            <p className={textStyles.soft}>{t('effectNote')}</p>
          </>
        )}
      </Loaded>
    </Modal>
  );
}

type Line = ResponseOf<typeof access.roleEffect>['gains'][number];

function Lines({ word, of }: { word: 'gains' | 'losses'; of: Line[] }) {
  const t = useWords(accessWords);
  const lang = useLang();
  if (of.length === 0) return null;
  return (
    <ul>
      {of.map((line) => (
        <li key={line.name}>
          {t(word, { count: line.people })}
          {joiners[lang].colon}
          {line[lang]}
        </li>
      ))}
    </ul>
  );
}

/** What somebody else changed while the form was being filled in. */
export function ChangedMeanwhile({ changes }: { changes: RoleChanges }) {
  const t = useWords(accessWords);
  const { names, description, gained, lost } = changes;
  const inWords = useSentences();
  const lines = [
    ...(names ? [t('changedNames', names)] : []),
    ...(description === undefined
      ? []
      : [description ? t('changedDescription', { text: description }) : t('changedNoDescription')]),
    ...(gained.length > 0 ? [t('changedGained', { list: inWords(gained) })] : []),
    ...(lost.length > 0 ? [t('changedLost', { list: inWords(lost) })] : []),
  ];
  const top = useRef<HTMLDivElement>(null);
  // The form was sent from its end.
  // biome-ignore lint/correctness/useExhaustiveDependencies: each time that somebody was quicker
  useEffect(() => {
    top.current?.scrollIntoView({ block: 'center' });
  }, [changes]);
  return (
    <div ref={top}>
      <Alert
        className={marginsStyles.below}
        type="warning"
        showIcon
        title={t('changedTitle')}
        description={
          <>
            <ul>
              {(lines.length > 0 ? lines : [t('changedNothing')]).map((line) => (
                <li key={line}>{line}</li>
              ))}
            </ul>
            {t('changedNote')}
          </>
        }
      />
    </div>
  );
}

/** Names of permissions as their sentences. */
function useSentences(): (names: string[]) => string {
  const lang = useLang();
  const tree = useQuery(queryFor(access.permissions, { query: {} }));
  const all = tree.data?.flatMap(({ permissions }) => permissions) ?? [];
  const one = (name: string) => all.find((each) => each.name === name)?.[lang] ?? name;
  return (names) => names.map(one).join(joiners[lang].semicolon);
}
