import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button, Drawer, Form, Input, Radio } from 'antd';
import { type ReactNode, useState } from 'react';
import { likenesses } from '../../../modules/people/contract.ts';
import { programmes, programmesProblems } from '../../../modules/programmes/contract.ts';
import type { ResponseOf } from '../../../platform/contract.ts';
import { Loaded } from '../../shared/antd/pc-parts.tsx';
import { words as formWords } from '../../shared/antd/words.ts';
import { call } from '../../shared/api.ts';
import { useAppName } from '../../shared/app-names.ts';
import { formatDay, formatInstant } from '../../shared/format.ts';
import { useLang, useText, useWords } from '../../shared/i18n.ts';
import { problemText } from '../../shared/problems.ts';
import { queryFor } from '../../shared/query-for.ts';
import textStyles from '../../shared/text.module.css';
import { useAddress, usePersonDrawer } from '../shell/address.ts';
import { attributeText } from '../shell/attributes.ts';
import { useFeatures } from '../shell/feature.ts';
import { FormProblem } from '../shell/form-problem.tsx';
import marginsStyles from '../shell/margins.module.css';
import { groupName, placeName, useProgramme } from '../shell/programme.tsx';
import { shellWords } from '../shell/words.ts';
import styles from './compare-records.module.css';
import { duplicatesWords } from './duplicates-words.ts';

type Comparison = ResponseOf<typeof programmes.comparePair>;
type Side = Comparison['one'];

/** The two records that the address names, side by side over the page. */
export function CompareDrawer() {
  const t = useWords(duplicatesWords);
  const address = useAddress();
  const [oneId, otherId] = [address.number('one'), address.number('other')];
  const isOpen = oneId !== undefined && otherId !== undefined;
  const close = () => address.set({ one: undefined, other: undefined });
  return (
    <Drawer open={isOpen} size={960} title={t('compareTitle')} destroyOnHidden onClose={close}>
      {isOpen && <Compared key={`${oneId} ${otherId}`} {...{ oneId, otherId }} onClose={close} />}
    </Drawer>
  );
}

type ComparedProps = { oneId: number; otherId: number; onClose: () => void };

function Compared({ oneId, otherId, onClose }: ComparedProps) {
  const { id } = useProgramme();
  const found = useQuery({
    ...queryFor(programmes.comparePair, { params: { id, oneId, otherId } }),
    // What is merged is what was compared, and every fetch is a look that the audit trail keeps.
    ...{ staleTime: Number.POSITIVE_INFINITY, gcTime: 0 },
    ...{ refetchOnWindowFocus: false, refetchOnReconnect: false },
  });
  return (
    <Loaded query={found} rows={10}>
      {(data) => <Comparing data={data} onClose={onClose} />}
    </Loaded>
  );
}

function Comparing({ data, onClose }: { data: Comparison; onClose: () => void }) {
  const t = useWords(duplicatesWords);
  const lang = useLang();
  const text = useText();
  const { definition } = useProgramme();
  const [keep, setKeep] = useState(data.keep);
  const { one, other, reasons, dismissed, refusal } = data;
  const refused = refusal && programmesProblems[refusal as keyof typeof programmesProblems];
  const isMerged = one.mergedInto !== null || other.mergedInto !== null;
  return (
    <>
      <Alert
        className={marginsStyles.below}
        type="info"
        showIcon
        title={reasons.length > 0 ? t('likelyReasons') : t('noReason')}
        description={reasons.map((reason) => <div key={reason}>{likenesses[reason][lang]}</div>)}
      />
      {dismissed && (
        <Alert
          className={marginsStyles.below}
          type="warning"
          showIcon
          title={t('wasDismissed', {
            name: dismissed.by,
            time: formatInstant(dismissed.at, lang, definition.zone),
          })}
        />
      )}
      <Radio.Group
        className={styles.whole}
        value={keep}
        onChange={({ target }) => setKeep(target.value)}
      >
        <Table {...{ one, other, keep }} />
      </Radio.Group>
      {refused && <Alert type="warning" showIcon title={text(refused)} />}
      {isMerged && (
        <Alert type="warning" showIcon title={text(programmesProblems.merge_of_merged)} />
      )}
      {!refused && !isMerged && <MergeForm {...{ data, keep, onClose }} />}
    </>
  );
}

function Table({ one, other, keep }: { one: Side; other: Side; keep: number }) {
  const t = useWords(duplicatesWords);
  const person = usePersonDrawer();
  const rows = useRows(one, other);
  const parts = useFeatures().flatMap(({ ofCompared = [] }) => ofCompared);
  const text = useText();
  const { definition } = useProgramme();
  const cell = (of: Side) => (of.enrolmentId === keep ? styles.kept : '');
  return (
    <table className={styles.compared}>
      <thead>
        <tr>
          <th scope="col">{t('field')}</th>
          {[one, other].map((of) => (
            <th key={of.enrolmentId} scope="col" className={cell(of)}>
              <Button
                type="link"
                size="small"
                className={styles.name}
                onClick={() => person.open(of.enrolmentId)}
              >
                {of.name}
              </Button>
              <div>
                <Radio value={of.enrolmentId}>{t('keepThis')}</Radio>
              </div>
              <span className={textStyles.soft}>
                {t(of.enrolmentId === keep ? 'kept' : 'intoOther')}
              </span>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ key, label, of }) => (
          <tr key={key}>
            <th scope="row">
              {label}
              {of(one).join() !== of(other).join() && (
                <strong className={styles.differs}>{t('differs')}</strong>
              )}
            </th>
            {[one, other].map((each) => (
              <td key={each.enrolmentId} className={cell(each)}>
                {of(each).map((line) => (
                  <div key={line}>{line}</div>
                ))}
              </td>
            ))}
          </tr>
        ))}
        {parts
          .filter(({ concerns }) => concerns?.(definition) ?? true)
          .map(({ title, Part }) => (
            <tr key={title.en}>
              <th scope="row">{text(title)}</th>
              {[one, other].map(({ enrolmentId }) => (
                <td key={enrolmentId} className={enrolmentId === keep ? styles.kept : ''}>
                  <Part enrolmentId={enrolmentId} />
                </td>
              ))}
            </tr>
          ))}
      </tbody>
    </table>
  );
}

type Row = { key: string; label: ReactNode; of: (side: Side) => string[] };

/** What is compared, as lines of text: two that read the same are the same. */
function useRows(one: Side, other: Side): Row[] {
  const t = useWords(duplicatesWords);
  const shell = useWords(shellWords);
  const form = useWords(formWords);
  const lang = useLang();
  const appName = useAppName();
  const programme = useProgramme();
  const { attributes, zone } = programme.definition;
  const given = attributes.filter(
    ({ code }) => one.attributes[code] !== undefined || other.attributes[code] !== undefined,
  );
  return [
    { key: 'name', label: shell('name'), of: ({ name }) => [name] },
    {
      key: 'known',
      label: t('known'),
      of: ({ known }) =>
        known.map(({ value, alias }) => (alias ? `${value} (${t('further')})` : value)),
    },
    {
      key: 'place',
      label: t('groupAndPlace'),
      of: ({ group, placeZh, placeEn }) => [
        groupName(programme, group, lang),
        placeName({ nameZh: placeZh, nameEn: placeEn }, lang),
      ],
    },
    ...given.map((attribute) => ({
      key: `attribute-${attribute.code}`,
      label: attribute.label[lang],
      of: (side: Side) => [
        String(attributeText(attribute, side.attributes[attribute.code], lang, form) ?? ''),
      ],
    })),
    {
      key: 'days',
      label: t('days'),
      of: ({ startsOn, endsOn }) => [
        `${formatDay(startsOn, lang, 'short')} – ${endsOn ? formatDay(endsOn, lang, 'short') : t('untilEnd')}`,
      ],
    },
    {
      key: 'state',
      label: t('state'),
      of: ({ withdrawnOn }) => [
        withdrawnOn
          ? t('withdrawnOn', { day: formatDay(withdrawnOn, lang, 'short') })
          : t('active'),
      ],
    },
    { key: 'since', label: t('since'), of: ({ since }) => [formatInstant(since, lang, zone)] },
    {
      key: 'accounts',
      label: t('accounts'),
      of: ({ activated }) => [activated.map((app) => appName(app)).join(' · ') || t('noAccount')],
    },
  ];
}

type MergeFormProps = { data: Comparison; keep: number; onClose: () => void };

function MergeForm({ data, keep, onClose }: MergeFormProps) {
  const t = useWords(duplicatesWords);
  const shell = useWords(shellWords);
  const lang = useLang();
  const { id } = useProgramme();
  const queries = useQueryClient();
  const { message } = App.useApp();
  const [form] = Form.useForm<{ reason: string }>();
  const { one, other, dismissed } = data;
  const [survivor, merged] = one.enrolmentId === keep ? [one, other] : [other, one];
  const done = (text: string) => {
    void queries.invalidateQueries();
    void message.success(text);
    onClose();
  };
  const merge = useMutation({
    mutationFn: ({ reason }: { reason: string }) =>
      call(programmes.mergePair, {
        params: { id },
        body: {
          ...{ survivorId: survivor.enrolmentId, mergedId: merged.enrolmentId, reason },
          revisions: { survivor: survivor.revision, merged: merged.revision },
        },
      }),
    onSuccess: () => done(t('mergeDone')),
  });
  const dismiss = useMutation({
    mutationFn: () =>
      call(programmes.dismissPair, {
        params: { id },
        body: { oneId: one.enrolmentId, otherId: other.enrolmentId },
      }),
    onSuccess: () => done(t('areTwoDone')),
    onError: (error) => void message.error(problemText(error, lang)),
  });
  return (
    <>
      <p>{t('willMove', { name: merged.name })}</p>
      <p className={`${textStyles.soft} ${marginsStyles.below}`}>{t('willStay')}</p>
      <FormProblem form={form} error={merge.error} />
      <Form form={form} layout="vertical" onFinish={(typed) => merge.mutate(typed)}>
        <Form.Item
          name="reason"
          label={t('reason')}
          rules={[{ required: true, whitespace: true, min: 2, message: shell('required') }]}
        >
          <Input.TextArea rows={2} maxLength={500} placeholder={t('reasonHint')} />
        </Form.Item>
        <div className={styles.buttons}>
          <Button type="primary" htmlType="submit" loading={merge.isPending}>
            {t('merge')}
          </Button>
          {!dismissed && (
            <Button loading={dismiss.isPending} onClick={() => dismiss.mutate()}>
              {t('areTwo')}
            </Button>
          )}
        </div>
      </Form>
    </>
  );
}
