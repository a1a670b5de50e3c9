import { SendOutlined, SettingOutlined } from '@ant-design/icons';
import { useNavigate } from '@tanstack/react-router';
import { Button, Segmented, Tag } from 'antd';
import { useMemo, useReducer, useState } from 'react';
import type { Problem } from '../../../forms/problems.ts';
import { programmes } from '../../../modules/programmes/contract.ts';
import type { FieldProblem, ResponseOf } from '../../../platform/contract.ts';
import { PageHead } from '../../shared/antd/pc-parts.tsx';
import { call } from '../../shared/api.ts';
import { useLang, useWords } from '../../shared/i18n.ts';
import { useIsAtMost } from '../../shared/screen-width.ts';
import { DraftConflict } from '../shell/draft-conflict.tsx';
import { DraftProvider } from '../shell/draft-context.ts';
import { LeavingModal } from '../shell/leaving-modal.tsx';
import type { Path } from '../shell/paths.ts';
import { useProgramme } from '../shell/programme.tsx';
import { SavedAt } from '../shell/saved-at.tsx';
import { UndoButtons } from '../shell/undo.tsx';
import styles from './builder.module.css';
import { BuilderProvider, useBuilder } from './builder-context.ts';
import { builderWords } from './builder-words.ts';
import { FieldList } from './field-list.tsx';
import { FieldProperties } from './field-properties.tsx';
import { FormSettings } from './form-settings.tsx';
import { type History, nextHistory, startOf } from './history.ts';
import { builtFrom } from './model.ts';
import { Palette } from './palette.tsx';
import { Preview } from './preview.tsx';
import { ProblemList } from './problem-list.tsx';
import { PublishDialog } from './publish-dialog.tsx';
import { type Autosave, useAutosave } from './use-autosave.ts';
import { type Checked, useCheck } from './use-check.ts';
import { Workspace } from './workspace.tsx';

type Draft = ResponseOf<typeof programmes.formDraft>;

/** Mistakes of the definition as it is typed, and of everything else as it was saved last. */
function allProblems(checked: Checked | null, saved: readonly FieldProblem[]): Problem[] {
  if (!checked) return saved as Problem[];
  const own = checked.problems.map((problem) => ({
    ...problem,
    path: `definition.${problem.path}`.replace(/\.$/, ''),
  }));
  const others = saved.filter(({ path }) => !/^definition(\.|$)/.test(path));
  return [...own, ...(others as Problem[])];
}

export function FormBuilder({ first }: { first: Draft }) {
  const t = useWords(builderWords);
  const { id } = useProgramme();
  const [draft, setDraft] = useState(first);
  const [history, act] = useReducer(nextHistory, first, ({ content }) =>
    startOf(builtFrom(content)),
  );
  const autosave = useAutosave({ id, draftId: first.id }, first, history.now);
  const [isPublishing, setPublishing] = useState(false);
  const { saving } = autosave;
  const { definition } = history.now;
  // Its code is the draft's, whatever was stored.
  const whole = useMemo(() => ({ ...definition, code: first.form }), [definition, first.form]);
  const checked = useCheck(whole);
  const problems = useMemo(() => allProblems(checked, saving.problems), [checked, saving.problems]);
  const readAgain = async () => {
    const newest = await call(programmes.formDraft, { params: { id, draftId: first.id } });
    setDraft(newest);
    return newest;
  };
  const publish = async () => {
    if (!(await autosave.saveNow())) return;
    await readAgain();
    setPublishing(true);
  };
  const isStopped = saving.state === 'conflict';
  const builder = useMemo(
    () => ({ history, act, problems, isFixed: isStopped }),
    [history, problems, isStopped],
  );
  const controls = useMemo(
    () => ({
      now: history.now,
      set: (path: Path, value: unknown) => act({ type: 'set', path, value }),
      problems,
      isFixed: isStopped,
    }),
    [history.now, problems, isStopped],
  );
  return (
    <BuilderProvider value={builder}>
      <DraftProvider value={controls}>
        <LeavingModal isTyped={autosave.isPending} />
        <Head {...{ draft, autosave }} onPublish={() => void publish()} />
        {isStopped && (
          <DraftConflict
            error={saving.error}
            note={t('conflictNote')}
            onMine={async () => autosave.goOn(await readAgain(), true)}
            onTheirs={async () => {
              const newest = await readAgain();
              // What was typed here can be brought back by undoing.
              act({ type: 'change', built: builtFrom(newest.content), selected: null });
              autosave.goOn(newest, false);
            }}
          />
        )}
        <ProblemList />
        <Panes {...{ definition, checked }} isPublished={draft.inForce !== null} />
        {isPublishing && (
          <PublishDialog
            {...{ draft }}
            revision={saving.revision}
            onClose={() => setPublishing(false)}
            onStale={() => void readAgain()}
          />
        )}
      </DraftProvider>
    </BuilderProvider>
  );
}

function Head(props: { draft: Draft; autosave: Autosave; onPublish: () => void }) {
  const { draft, autosave, onPublish } = props;
  const t = useWords(builderWords);
  const lang = useLang();
  const navigate = useNavigate();
  const { code, mayOnAll } = useProgramme();
  const { history, act, isFixed } = useBuilder();
  const { title } = history.now.definition;
  const toList = () => void navigate({ to: '/p/$programme/forms', params: { programme: code } });
  return (
    <PageHead
      title={title[lang] || draft.form}
      note={
        <>
          <Tag>
            {draft.inForce ? t('draftOf', { version: draft.inForce.version + 1 }) : t('newForm')}
          </Tag>
          <SavedAt saving={autosave.saving} />
        </>
      }
    >
      <UndoButtons
        canUndo={!isFixed && history.past.length > 0}
        canRedo={!isFixed && history.future.length > 0}
        onMove={(type) => !isFixed && act({ type })}
      />
      <Button icon={<SettingOutlined />} onClick={() => act({ type: 'select', spot: null })}>
        {t('ofForm')}
      </Button>
      <Button onClick={toList}>{t('toList')}</Button>
      {mayOnAll.includes('form.publish') && (
        <Button type="primary" icon={<SendOutlined />} onClick={onPublish}>
          {t('publish')}
        </Button>
      )}
    </PageHead>
  );
}

/** Fields, properties and preview: side by side where there is room, else the preview is switched to. */
function Panes(props: {
  definition: History['now']['definition'];
  checked: Checked | null;
  isPublished: boolean;
}) {
  const { definition, checked, isPublished } = props;
  const t = useWords(builderWords);
  const { history } = useBuilder();
  const isNarrow = useIsAtMost('narrow');
  const [pane, setPane] = useState<'build' | 'preview'>('build');
  const [device, setDevice] = useState<'phone' | 'pc'>('phone');
  const isShown = (which: typeof pane) => !isNarrow || pane === which;
  // A PC needs the room of the list; what is chosen can be changed beside it.
  const isWide = !isNarrow && device === 'pc';
  return (
    <>
      {isNarrow && (
        <Segmented
          className={styles.panes}
          value={pane}
          options={[
            { value: 'build', label: t('build') },
            { value: 'preview', label: t('preview') },
          ]}
          onChange={setPane}
        />
      )}
      <div className={isWide ? `${styles.builder} ${styles.wide}` : styles.builder}>
        {isShown('build') && (
          <>
            <div className={styles.fields} hidden={isWide}>
              <Workspace>
                <h2 className={styles.title}>{t('palette')}</h2>
                <Palette />
                <h2 className={styles.title}>{t('fields')}</h2>
                <FieldList fields={definition.fields} />
              </Workspace>
            </div>
            <div className={styles.properties}>
              {history.selected ? (
                <FieldProperties spot={history.selected} />
              ) : (
                <FormSettings isPublished={isPublished} />
              )}
            </div>
          </>
        )}
        {isShown('preview') && (
          <div className={styles.preview}>
            <Preview
              definition={checked?.shown ?? null}
              left={checked?.left ?? 0}
              {...{ device }}
              onDevice={setDevice}
            />
          </div>
        )}
      </div>
    </>
  );
}
