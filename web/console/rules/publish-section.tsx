import { SendOutlined } from '@ant-design/icons';
import { Alert, type AlertProps, Button } from 'antd';
import {
  compareSettings,
  type SettingsDifference,
} from '../../../forms/compare/compare-settings.ts';
import { EmptyState } from '../../shared/antd/pc-parts.tsx';
import { formatInstant } from '../../shared/format.ts';
import { useLang, useWords } from '../../shared/i18n.ts';
import { problemText } from '../../shared/problems.ts';
import { useFeatures } from '../shell/feature.ts';
import marginsStyles from '../shell/margins.module.css';
import { useProgramme } from '../shell/programme.tsx';
import { Publications } from '../shell/publications.tsx';
import { Differences } from './differences.tsx';
import { Rehearsal } from './rehearsal.tsx';
import styles from './rules.module.css';
import { rulesWords } from './rules-words.ts';
import { type Decision as DecisionState, useDecision } from './use-decision.ts';
import type { SettingsState } from './use-settings.ts';

/** What would change, who asks for it and who publishes it, and how far everybody has followed. */
export function PublishSection({ state }: { state: SettingsState }) {
  const { stored, settings } = state;
  const t = useWords(rulesWords);
  const differences = compareSettings(stored.inForce, settings, stored.about);
  return (
    <>
      {differences.length === 0 ? (
        <EmptyState title={t('noChanges')} hint={t('noChangesHint')} />
      ) : (
        <>
          <p className={styles.note}>{t('changes', { version: stored.version })}</p>
          <Differences differences={differences} />
          {differences.some(({ path }) => path.startsWith('colours')) && (
            <Rehearsal state={state} />
          )}
          <Decision {...{ state, differences }} />
        </>
      )}
      <Publications />
    </>
  );
}

/** Asking for it, taking that back, and publishing: as far as whoever looks may do so. */
function Decision(props: { state: SettingsState; differences: SettingsDifference[] }) {
  const { state, differences } = props;
  const t = useWords(rulesWords);
  const lang = useLang();
  const decision = useDecision(state);
  const needsSecond = differences.some((each) => each.needsSecond);
  const { act, isNewer, proposal } = decision;
  const proposed = needsSecond && proposal && !proposal.outdated ? proposal : null;
  return (
    <>
      {act.error && <Notice type="error" title={problemText(act.error, lang)} />}
      {isNewer && (
        <Notice
          type="warning"
          title={t('newer')}
          action={
            <Button size="small" onClick={() => void state.readAgain(null)}>
              {t('reload')}
            </Button>
          }
        />
      )}
      <p className={marginsStyles.above}>{t('effect')}</p>
      {needsSecond && <p>{t('twoNote')}</p>}
      <OfFeatures {...{ state, differences }} isBlocked={decision.isBlocked} />
      {needsSecond && proposal?.outdated && <Notice type="warning" title={t('proposalOutdated')} />}
      {proposed && <Proposed {...{ proposed }} onWithdraw={() => act.mutate('withdraw')} />}
      <div className={styles.publish}>
        {needsSecond && !proposed && <Act {...{ decision }} what="propose" />}
        {!(needsSecond && (!proposed || proposed.mine)) && <Act {...{ decision }} what="publish" />}
      </div>
    </>
  );
}

function Act({ decision, what }: { decision: DecisionState; what: 'propose' | 'publish' }) {
  const t = useWords(rulesWords);
  const { act, isBlocked } = decision;
  return (
    <Button
      type="primary"
      icon={<SendOutlined />}
      disabled={isBlocked}
      loading={act.isPending}
      onClick={() => act.mutate(what)}
    >
      {t(what === 'propose' ? 'propose' : 'publishNow')}
    </Button>
  );
}

function Notice(props: Pick<AlertProps, 'type' | 'title' | 'action'>) {
  return <Alert className={marginsStyles.above} showIcon {...props} />;
}

type Proposal = NonNullable<DecisionState['proposal']>;

/** Who has asked for the draft to be published. */
function Proposed({ proposed, onWithdraw }: { proposed: Proposal; onWithdraw: () => void }) {
  const t = useWords(rulesWords);
  const lang = useLang();
  const { zone } = useProgramme().definition;
  const { mine, by: name, at } = proposed;
  const time = formatInstant(at, lang, zone);
  return (
    <Notice
      type="info"
      title={t(mine ? 'proposedMine' : 'proposedBy', { name, time })}
      action={
        <Button size="small" onClick={onWithdraw}>
          {t('withdraw')}
        </Button>
      }
    />
  );
}

/** What other features know of the draft, once it is saved. */
function OfFeatures(props: {
  state: SettingsState;
  differences: SettingsDifference[];
  isBlocked: boolean;
}) {
  const { state, differences, isBlocked } = props;
  const features = useFeatures();
  const { saving, isPending } = state.autosave;
  const { revision } = saving;
  if (!revision || isPending) return null;
  const draft = {
    ...{ draftId: revision.id, revision: revision.revision, isBlocked },
    paths: differences.map(({ path }) => path),
  };
  return features.map(({ name, ofRules: Part }) => Part && <Part key={name} {...draft} />);
}
