import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Loaded } from '../../shared/antd/pc-parts.tsx';
import { ReportVersions } from '../../shared/antd/report-versions.tsx';
import { adviceOn } from '../../shared/participant/advice.ts';
import type { PublishedForm } from '../../shared/participant/forms.ts';
import { recordsOf } from '../../shared/participant/queries.ts';
import { ReportFormContext } from '../../shared/participant/report-form-context.tsx';
import { useParticipant } from '../../shared/participant/session.ts';
import { Advice } from './advice.tsx';

/** One report as it is now, with all its earlier versions (SPEC G4.3); `none` where there is no report. */
export function Record(props: {
  form: PublishedForm;
  slot: string;
  columns?: number;
  none?: ReactNode;
}) {
  const { form, slot, columns, none } = props;
  const { account } = useParticipant();
  const records = useQuery(recordsOf(account, form.definition.code, slot));
  return (
    <Loaded query={records}>
      {({ reports, definitions }) =>
        reports.length === 0 ? (
          none
        ) : (
          <ReportFormContext>
            {reports[0] && <Advice advice={adviceOn(reports[0], definitions)} />}
            <ReportVersions
              versions={reports}
              definitions={definitions}
              {...(columns !== undefined && { columns })}
            />
          </ReportFormContext>
        )
      }
    </Loaded>
  );
}
