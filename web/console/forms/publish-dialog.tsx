import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Alert, App, Modal } from 'antd';
import type { FormDefinition } from '../../../forms/definition.ts';
import { programmes } from '../../../modules/programmes/contract.ts';
import type { ResponseOf } from '../../../platform/contract.ts';
import { ApiProblem, call } from '../../shared/api.ts';
import { useLang, useWords } from '../../shared/i18n.ts';
import { problemText } from '../../shared/problems.ts';
import { queryFor } from '../../shared/query-for.ts';
import marginsStyles from '../shell/margins.module.css';
import { useProgramme } from '../shell/programme.tsx';
import { useBuilder } from './builder-context.ts';
import { builderWords } from './builder-words.ts';
import { Differences } from './differences.tsx';

type Draft = ResponseOf<typeof programmes.formDraft>;

/** Shows what changes against the version in force, and publishes. */
export function PublishDialog(props: {
  draft: Draft;
  revision: number;
  onClose: () => void;
  /** Another version came in between: the newest is to be compared with. */
  onStale: () => void;
}) {
  const { draft, revision, onClose, onStale } = props;
  const { inForce, id: draftId } = draft;
  const t = useWords(builderWords);
  const lang = useLang();
  const { id, code } = useProgramme();
  const { history, problems } = useBuilder();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const publish = useMutation({
    mutationFn: () =>
      call(programmes.publishFormDraft, {
        params: { id, draftId },
        body: { revision, comparedWith: inForce?.versionId ?? null },
      }),
    onSuccess: async ({ version }) => {
      void message.success(t('published', { version }));
      // The list is to show what is in force now, not what was.
      queries.removeQueries({ queryKey: [programmes.forms.url] });
      await queries.invalidateQueries({ queryKey: queryFor(programmes.list).queryKey });
      await queries.invalidateQueries({ queryKey: [programmes.formOffers.url] });
      await navigate({ to: '/p/$programme/forms', params: { programme: code } });
    },
    onError: (error) => {
      if (error instanceof ApiProblem && error.code === 'form_changed') onStale();
    },
  });
  const { definition, purpose, services, byPlace } = history.now;
  const before = (inForce?.content.definition ?? null) as FormDefinition | null;
  return (
    <Modal
      open
      width={640}
      title={t('publishTitle')}
      okText={t('publish')}
      cancelText={t('cancel')}
      okButtonProps={{ disabled: problems.length > 0, loading: publish.isPending }}
      onOk={() => publish.mutate()}
      onCancel={onClose}
    >
      {publish.error && (
        <Alert
          className={marginsStyles.below}
          type="error"
          showIcon
          title={problemText(publish.error, lang)}
        />
      )}
      {problems.length > 0 && (
        <Alert
          className={marginsStyles.below}
          type="warning"
          showIcon
          title={t('problems', { count: problems.length })}
        />
      )}
      <p className={marginsStyles.below}>
        {before ? t('against', { version: inForce?.version ?? 0 }) : t('firstVersion')}
      </p>
      <Differences {...{ before }} after={definition} />
      {purpose === 'report' && services.length === 0 && <p>{t('noServiceNote')}</p>}
      {before && <p className={marginsStyles.above}>{t('publishNote')}</p>}
      {!before && (purpose === 'check' || byPlace) && (
        <p className={marginsStyles.above}>{t('giveNote')}</p>
      )}
    </Modal>
  );
}
