import { HistoryOutlined } from '@ant-design/icons';
import { Collapse, Tag } from 'antd';
import type { ReactNode } from 'react';
import type { FormDefinition, Values } from '../../../forms/definition.ts';
import type { App } from '../../../platform/contract.ts';
import { useAppName } from '../app-names.ts';
import { changedFields } from '../changed-fields.ts';
import { useFormContext } from '../form-context.ts';
import { formatInstant } from '../format.ts';
import { defineWords, useLang, useWords } from '../i18n.ts';
import textStyles from '../text.module.css';
import { Answers } from './answers.tsx';
import styles from './report-versions.module.css';

/** One version of a report, as pages of participants and of staff get it. */
type ReportVersion = {
  id: string;
  formVersionId: number;
  version: number;
  values: Values;
  sentAt: string;
  app: App;
  /** Who sent it for the person; null where they did so themselves. */
  sentBy: string | null;
};

const words = defineWords('pc-versions', {
  zh: {
    version: '第 {n} 版',
    earlier: '历史版本（{count}）',
    sent: '{time} 提交 · {app}',
    onBehalf: '由 {name} 代报',
    changed: '此版有改动',
  },
  en: {
    version: 'Version {n}',
    earlier: 'Earlier versions ({count})',
    sent: 'Submitted {time} · {app}',
    onBehalf: 'sent on their behalf by {name}',
    changed: 'Changed in this version',
  },
});

type ReportVersionsProps = {
  /** Versions of one report, newest first. */
  versions: readonly ReportVersion[];
  /** By version id of the form. */
  definitions: Record<string, FormDefinition>;
  columns?: number;
  /** Beside the newest version's number. */
  marks?: ReactNode;
};

/** The newest version of a report, and every earlier one with what was changed after it. */
export function ReportVersions({ versions, definitions, columns, marks }: ReportVersionsProps) {
  const t = useWords(words);
  const [newest, ...earlier] = versions;
  if (!newest) return null;
  const draw = (each: ReportVersion, before: ReportVersion | undefined) => {
    const definition = definitions[String(each.formVersionId)];
    if (!definition) return null;
    return (
      <Answers
        definition={definition}
        values={each.values}
        columns={columns ?? 2}
        {...(before && { changed: changedFields(before.values, each.values) })}
        changedLabel={t('changed')}
      />
    );
  };
  return (
    <div>
      <VersionLine version={newest} single={earlier.length === 0} marks={marks} />
      {draw(newest, earlier[0])}
      {earlier.length > 0 && (
        <Collapse
          size="small"
          ghost
          items={[
            {
              key: 'earlier',
              label: (
                <>
                  <HistoryOutlined aria-hidden="true" /> {t('earlier', { count: earlier.length })}
                </>
              ),
              children: earlier.map((each, index) => (
                <div key={each.id} className={styles.version}>
                  <VersionLine version={each} />
                  {draw(each, earlier[index + 1])}
                </div>
              )),
            },
          ]}
        />
      )}
    </div>
  );
}

function VersionLine(props: { version: ReportVersion; single?: boolean; marks?: ReactNode }) {
  const { version, single, marks } = props;
  const t = useWords(words);
  const appName = useAppName();
  const lang = useLang();
  const { zone } = useFormContext();
  return (
    <p className={styles.line}>
      {!single && <Tag>{t('version', { n: version.version })}</Tag>}
      <span className={textStyles.soft}>
        {t('sent', {
          time: formatInstant(version.sentAt, lang, zone),
          app: appName(version.app),
        })}
        {version.sentBy !== null && ` · ${t('onBehalf', { name: version.sentBy })}`}
      </span>
      {marks}
    </p>
  );
}
