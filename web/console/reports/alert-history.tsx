import { EditOutlined, FormOutlined } from '@ant-design/icons';
import { Timeline } from 'antd';
import type { ReactNode } from 'react';
import { alertRulesOf } from '../../../forms/alerts.ts';
import { formatInstant } from '../../shared/format.ts';
import { useLang, useWords } from '../../shared/i18n.ts';
import textStyles from '../../shared/text.module.css';
import { useProgramme } from '../shell/programme.tsx';
import styles from './alert-drawer.module.css';
import type { AlertData } from './alert-drawer.tsx';
import { AlertMarks } from './alert-mark.tsx';
import { reportWords } from './words.ts';

type Entry = { key: string; at: string; who: string; what: ReactNode; icon?: ReactNode };

/** What the person reported and what staff did, in the order in which it happened. */
export function AlertHistory({ data }: { data: AlertData }) {
  const t = useWords(reportWords);
  const lang = useLang();
  const { zone } = useProgramme().definition;
  const first = data.versions.at(-1);
  const reported = data.versions.toReversed().map((version): Entry => {
    const definition = data.definitions[String(version.formVersionId)];
    const met = definition ? alertRulesOf(definition, version.alerts) : [];
    return {
      key: version.id,
      at: version.sentAt,
      who: version.sentBy === null ? data.person.name : t('onBehalf', { name: version.sentBy }),
      what: (
        <>
          {t(version === first ? 'step_reported' : 'step_changed')} <AlertMarks alerts={met} />
        </>
      ),
      icon: version === first ? <FormOutlined /> : <EditOutlined />,
    };
  });
  const done = data.steps.map(
    ({ id, kind, note, by, at }): Entry => ({
      key: String(id),
      at,
      who: by,
      what: (
        <>
          {t(`step_${kind}`)}
          {note && <div className={styles.note}>{note}</div>}
        </>
      ),
    }),
  );
  const entries = [...reported, ...done].toSorted((a, b) => a.at.localeCompare(b.at));
  return (
    <Timeline
      items={entries.map(({ key, at, who, what, icon }) => ({
        key,
        ...(icon && { icon }),
        content: (
          <>
            <div className={textStyles.soft}>
              {formatInstant(at, lang, zone)} · {who}
            </div>
            <div>{what}</div>
          </>
        ),
      }))}
    />
  );
}
