import { useNavigate } from '@tanstack/react-router';
import { Alert, App, Badge, Button, Select, Tabs } from 'antd';
import { useMemo } from 'react';
import { changedSettings } from '../../../forms/programme-settings.ts';
import { programmes } from '../../../modules/programmes/contract.ts';
import { EmptyState, PageHead, Panel } from '../../shared/antd/pc-parts.tsx';
import { call } from '../../shared/api.ts';
import { useLang, useWords } from '../../shared/i18n.ts';
import { useIsAtMost } from '../../shared/screen-width.ts';
import { useAddress } from '../shell/address.ts';
import { DraftConflict } from '../shell/draft-conflict.tsx';
import { DraftProvider } from '../shell/draft-context.ts';
import { goTo } from '../shell/go-to.ts';
import { LeavingModal } from '../shell/leaving-modal.tsx';
import marginsStyles from '../shell/margins.module.css';
import { useProgramme } from '../shell/programme.tsx';
import { useProblemText } from '../shell/property-row.tsx';
import { UnderWay } from '../shell/publications.tsx';
import { SavedAt } from '../shell/saved-at.tsx';
import { UndoButtons } from '../shell/undo.tsx';
import { AlertsSection } from './alerts-section.tsx';
import { ColoursSection } from './colours-section.tsx';
import { ConflictChoice } from './conflict-choice.tsx';
import { DaysSection } from './days-section.tsx';
import { isDrawable } from './drawable.ts';
import { GroupsSection } from './groups-section.tsx';
import { PublishSection } from './publish-section.tsx';
import styles from './rules.module.css';
import { RulesProvider, type Stored } from './rules-context.ts';
import { rulesWords } from './rules-words.ts';
import { ServicesSection } from './services-section.tsx';
import { OfferedBefore, SettingsOfferNotice, useOffered } from './settings-offer.tsx';
import { type SettingsState, useSettings } from './use-settings.ts';

const tabs = ['groups', 'services', 'days', 'alerts', 'colours', 'publish'] as const;
type Tab = (typeof tabs)[number];

/** On which tab stands what a mistake or a change is about. */
function tabOf(path: string): Tab {
  if (/^forms\.[^.]+\.alerts/.test(path)) return 'alerts';
  if (path.startsWith('forms')) return 'days';
  return tabs.find((tab) => path === tab || path.startsWith(`${tab}.`)) ?? 'publish';
}

export function RulesEditorPage({ first }: { first: Stored }) {
  const t = useWords(rulesWords);
  const { id } = useProgramme();
  const state = useSettings(id, first);
  const { stored, settings, set, conflict, autosave, readAgain, settle } = state;
  const { saving } = autosave;
  const isStopped = saving.state === 'conflict';
  const offered = useOffered(state);
  const drawable = useMemo(() => isDrawable(settings), [settings]);
  const isFixed = isStopped || conflict.paths.length > 0;
  const draft = useMemo(
    () => ({ now: settings, set, problems: saving.problems, isFixed }),
    [settings, set, saving.problems, isFixed],
  );
  const rules = useMemo(
    () => ({
      ...{ settings, set, isFixed },
      ...{ inForce: stored.inForce, people: stored.people, about: stored.about },
    }),
    [settings, set, isFixed, stored],
  );
  return (
    <DraftProvider value={draft}>
      <RulesProvider value={rules}>
        <LeavingModal isTyped={autosave.isPending} />
        <Head {...{ state, isFixed }} onLook={offered.look} />
        <UnderWay />
        {!isStopped && <SettingsOfferNotice onLook={offered.look} />}
        {offered.drawer}
        <Waiting state={state} />
        {isStopped && (
          <DraftConflict
            error={saving.error}
            note={t('conflictNote')}
            mine={t('keepMine')}
            onMine={async () => void (await readAgain(settings))}
            onTheirs={async () => void (await readAgain(null))}
          />
        )}
        {drawable && conflict.paths.length > 0 && !isStopped && (
          <ConflictChoice {...{ conflict, stored }} onDone={settle} />
        )}
        {drawable ? (
          <Sections state={state} />
        ) : (
          <EmptyState title={t('undrawable')} hint={t('undrawableHint')} />
        )}
      </RulesProvider>
    </DraftProvider>
  );
}

/** Somebody waits for a second person: told above every part, because any change takes it back. */
function Waiting({ state }: { state: SettingsState }) {
  const t = useWords(rulesWords);
  const { text, set } = useAddress();
  const { draft } = state.stored;
  const { saving, isPending } = state.autosave;
  const isAsItWas = !isPending && saving.revision?.revision === draft?.revision;
  if (!draft?.proposal || draft.proposal.outdated || !isAsItWas || text('list') === 'publish') {
    return null;
  }
  const { by: name, mine } = draft.proposal;
  return (
    <Alert
      className={marginsStyles.below}
      type="info"
      showIcon
      title={t(mine ? 'waitingMine' : 'waiting', { name })}
      action={
        <Button size="small" onClick={() => set({ list: 'publish' })}>
          {t('tab_publish')}
        </Button>
      }
    />
  );
}

function Head(props: { state: SettingsState; isFixed: boolean; onLook: () => void }) {
  const { state, isFixed, onLook } = props;
  const { stored, autosave, readAgain } = state;
  const t = useWords(rulesWords);
  const { id, code, mayOnAll } = useProgramme();
  const navigate = useNavigate();
  const { modal, message } = App.useApp();
  const known = autosave.saving.revision;
  const discard = () =>
    void modal.confirm({
      title: t('discardAsk'),
      content: isDrawable(state.settings) && t('discardNote'),
      okText: t('discard'),
      cancelText: t('cancel'),
      onOk: async () => {
        if (!known) return;
        const query = { draftId: known.id, revision: known.revision };
        await call(programmes.deleteSettings, { params: { id }, query });
        await readAgain(null, stored.inForce);
        void message.success(t('discarded'));
      },
    });
  return (
    <PageHead
      title={t('rules')}
      note={
        <>
          {t('rulesNote')}{' '}
          {(known || stored.draft || autosave.isPending) && <SavedAt saving={autosave.saving} />}
        </>
      }
    >
      <Undo {...{ state, isFixed }} />
      {mayOnAll.includes('programme.change') && (
        <Button
          onClick={() =>
            void navigate({ to: '/p/$programme/identity', params: { programme: code } })
          }
        >
          {t('toIdentity')}
        </Button>
      )}
      <OfferedBefore onLook={onLook} />
      {known && <Button onClick={discard}>{t('discard')}</Button>}
    </PageHead>
  );
}

/** One step back or forward, on the tab where it is seen. */
function Undo({ state, isFixed }: { state: SettingsState; isFixed: boolean }) {
  const { history, move } = state;
  const { text, set } = useAddress();
  const { past, now, future } = history;
  const next = { undo: isFixed ? undefined : past.at(-1), redo: isFixed ? undefined : future[0] };
  const onMove = (way: 'undo' | 'redo') => {
    const to = next[way];
    if (!to) return;
    move(way);
    const [path] = changedSettings(now, to);
    // All changes are seen where they are compared.
    if (path !== undefined && text('list') !== 'publish') set({ list: tabOf(path) });
  };
  return <UndoButtons canUndo={Boolean(next.undo)} canRedo={Boolean(next.redo)} onMove={onMove} />;
}

/** One part after the other: tabs, or on a phone, where they have no room, a choice. */
function Sections({ state }: { state: SettingsState }) {
  const t = useWords(rulesWords);
  const lang = useLang();
  const isPhone = useIsAtMost('phone');
  const { text, set: setAddress } = useAddress();
  const { problems } = state.autosave.saving;
  const counts = Map.groupBy(problems, ({ path }) => tabOf(path));
  const offered = tabs.filter((tab) => tab !== 'colours' || state.settings.colours);
  const shown = offered.find((tab) => tab === text('list')) ?? 'groups';
  const choose = (list: string) => setAddress({ list });
  const sections = {
    groups: <GroupsSection />,
    services: <ServicesSection />,
    days: <DaysSection />,
    alerts: <AlertsSection />,
    colours: <ColoursSection />,
    publish: <PublishSection state={state} />,
  } as const satisfies Record<Tab, unknown>;
  const section = (key: Tab) => (
    <div className={styles.section}>
      <Problems problems={counts.get(key) ?? []} />
      {sections[key]}
    </div>
  );
  const named = offered.map((value) => ({ value, label: t(`tab_${value}`) }));
  if (isPhone) {
    return (
      <Panel>
        <Select
          aria-label={t('rules')}
          className={styles.choice}
          value={shown}
          options={named}
          onChange={choose}
        />
        {section(shown)}
      </Panel>
    );
  }
  return (
    <Panel>
      <Tabs
        // The words of a tab are as wide as its language has them.
        key={lang}
        activeKey={shown}
        onChange={choose}
        destroyOnHidden
        tabBarGutter={20}
        items={named.map(({ value: key, label }) => {
          const count = counts.get(key)?.length ?? 0;
          const title = t('problemsIn', { count });
          return {
            key,
            label: (
              <span className={styles.tab}>
                {label}
                {count > 0 && <Badge {...{ count, title }} size="small" />}
              </span>
            ),
            children: section(key),
          };
        })}
      />
    </Panel>
  );
}

/** What is to be mended on a tab; a press leads there. */
function Problems({ problems }: { problems: SettingsState['autosave']['saving']['problems'] }) {
  const t = useWords(rulesWords);
  const textOf = useProblemText();
  if (problems.length === 0) return null;
  return (
    <Alert
      className={marginsStyles.below}
      type="warning"
      showIcon
      title={t('problems', { count: problems.length })}
      description={
        <ul className={styles.problems}>
          {problems.map((problem) => (
            <li key={`${problem.path} ${problem.code}`}>
              <Button type="link" size="small" onClick={() => goTo(problem.path)}>
                {textOf(problem)}
              </Button>
            </li>
          ))}
        </ul>
      }
    />
  );
}
