import { SendOutlined } from '@ant-design/icons';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button, Table, Tag } from 'antd';
import {
  compareSettings,
  type SettingsDifference,
} from '../../../forms/compare/compare-settings.ts';
import { programmes } from '../../../modules/programmes/contract.ts';
import { EmptyState } from '../../shared/antd/pc-parts.tsx';
import { call } from '../../shared/api.ts';
import { formatInstant } from '../../shared/format.ts';
import { useLang, useWords } from '../../shared/i18n.ts';
import { problemText } from '../../shared/problems.ts';
import { queryFor } from '../../shared/query-for.ts';
import textStyles from '../../shared/text.module.css';
import { useFeatures } from '../shell/feature.ts';
import marginsStyles from '../shell/margins.module.css';
import { useProgramme } from '../shell/programme.tsx';
import { Publications } from '../shell/publications.tsx';
import styles from './rules.module.css';
import { rulesWords } from './rules-words.ts';
import type { SettingsState } from './use-settings.ts';

/** How often it is asked whether somebody else has changed, proposed or published something. */
const AGAIN_MS = 5000;

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
          <Decision {...{ state, differences }} />
        </>
      )}
      <Publications />
    </>
  );
}

function Differences({ differences }: { differences: SettingsDifference[] }) {
  const t = useWords(rulesWords);
  const lang = useLang();
  const said = (side: 'before' | 'after', { before, after, ...difference }: SettingsDifference) => {
    const text = { before, after }[side];
    // What differs in the other language alone is told in both.
    const both = text && before?.[lang] === after?.[lang] && difference.kind === 'changed';
    const words = both ? `${text.zh} / ${text.en}` : (text?.[lang] ?? '');
    return <span className={styles.lines}>{words}</span>;
  };
  return (
    <Table<SettingsDifference>
      size="small"
      pagination={false}
      rowKey={({ kind, path, name }) => `${kind} ${path} ${name?.en}`}
      dataSource={differences}
      columns={[
        {
          key: 'kind',
          title: t('difference'),
          width: 110,
          render: (_, { kind, needsSecond }) => (
            <>
              <Tag>{t(`diff_${kind}`)}</Tag>
              {needsSecond && <Tag color="processing">{t('twoPeople')}</Tag>}
            </>
          ),
        },
        {
          key: 'what',
          title: t('what'),
          width: 200,
          render: (_, { label, name, path }) => (
            <>
              {label[lang] || path}
              {name && <div className={textStyles.soft}>{name[lang]}</div>}
            </>
          ),
        },
        { key: 'before', title: t('before'), render: (_, row) => said('before', row) },
        { key: 'after', title: t('after'), render: (_, row) => said('after', row) },
      ]}
    />
  );
}

/** Asking for it, taking that back, and publishing: as far as whoever looks may do so. */
function Decision(props: { state: SettingsState; differences: SettingsDifference[] }) {
  const { state, differences } = props;
  const needsSecond = differences.some((each) => each.needsSecond);
  const features = useFeatures();
  const { stored, autosave, conflict, readAgain } = state;
  const { saving } = autosave;
  const t = useWords(rulesWords);
  const lang = useLang();
  const { id, definition } = useProgramme();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const newest = useQuery({
    ...queryFor(programmes.settings, { params: { id } }),
    ...{ staleTime: 0, refetchInterval: AGAIN_MS },
    queryKey: [programmes.settings.url, id, 'newest'],
  });
  const { revision } = saving;
  const isNewer =
    newest.data !== undefined &&
    !autosave.isPending &&
    (newest.data.version !== stored.version ||
      (newest.data.draft?.id === revision?.id &&
        (newest.data.draft?.revision ?? 0) > (revision?.revision ?? 0)));
  const proposal = newest.data?.draft?.proposal ?? null;
  const act = useMutation({
    mutationFn: async (what: 'propose' | 'withdraw' | 'publish') => {
      if (!(await autosave.saveNow())) return;
      const known = autosave.revisionNow();
      if (what === 'withdraw') {
        await call(programmes.withdrawSettings, { params: { id } });
        return;
      }
      if (!known) return;
      const body = {
        ...{ draftId: known.id, revision: known.revision },
        comparedWith: stored.version,
      };
      if (what === 'propose') {
        await call(programmes.proposeSettings, { params: { id }, body });
        void message.success(t('proposed'));
        return;
      }
      const { version } = await call(programmes.publishSettings, { params: { id }, body });
      void message.success(t('publishedVersion', { version }));
      await queries.invalidateQueries({ queryKey: queryFor(programmes.list).queryKey });
      await queries.invalidateQueries({ queryKey: [programmes.publications.url] });
      await readAgain(null);
    },
    onSettled: () => newest.refetch(),
  });
  const isBlocked =
    saving.problems.length > 0 ||
    conflict.paths.length > 0 ||
    saving.state === 'conflict' ||
    isNewer;
  const counts = proposal !== null && !proposal.outdated && !autosave.isPending;
  const time = proposal ? formatInstant(proposal.at, lang, definition.zone) : '';
  return (
    <>
      {act.error && (
        <Alert
          className={marginsStyles.above}
          type="error"
          showIcon
          title={problemText(act.error, lang)}
        />
      )}
      {isNewer && (
        <Alert
          className={marginsStyles.above}
          type="warning"
          showIcon
          title={t('newer')}
          action={
            <Button size="small" onClick={() => void readAgain(null)}>
              {t('reload')}
            </Button>
          }
        />
      )}
      <p className={marginsStyles.above}>{t('effect')}</p>
      {needsSecond && <p>{t('twoNote')}</p>}
      {revision &&
        !autosave.isPending &&
        features.map(
          ({ name, ofRules: Part }) =>
            Part && (
              <Part
                key={name}
                draftId={revision.id}
                revision={revision.revision}
                paths={differences.map(({ path }) => path)}
                isBlocked={isBlocked}
              />
            ),
        )}
      {proposal?.outdated && <Alert type="warning" showIcon title={t('proposalOutdated')} />}
      {needsSecond && counts && (
        <Alert
          className={marginsStyles.above}
          type="info"
          showIcon
          title={t(proposal.mine ? 'proposedMine' : 'proposedBy', { name: proposal.by, time })}
          action={
            <Button size="small" onClick={() => act.mutate('withdraw')}>
              {t('withdraw')}
            </Button>
          }
        />
      )}
      <div className={styles.publish}>
        {needsSecond && !counts && (
          <Button
            type="primary"
            icon={<SendOutlined />}
            disabled={isBlocked}
            loading={act.isPending}
            onClick={() => act.mutate('propose')}
          >
            {t('propose')}
          </Button>
        )}
        {(!needsSecond || (counts && !proposal.mine)) && (
          <Button
            type="primary"
            icon={<SendOutlined />}
            disabled={isBlocked}
            loading={act.isPending}
            onClick={() => act.mutate('publish')}
          >
            {t('publishNow')}
          </Button>
        )}
      </div>
    </>
  );
}
