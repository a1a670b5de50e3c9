import { type ReactNode, useMemo } from 'react';
import { reports } from '../../../modules/reports/contract.ts';
import { linkTo, upload } from '../api.ts';
import { FormContextProvider, type FormContextValue } from '../form-context.ts';
import { useLang } from '../i18n.ts';
import { problemText } from '../problems.ts';
import { usePublicProgramme } from './public-programme.ts';
import { useParticipant } from './session.ts';
import { smaller } from './smaller-photo.ts';
import { useToday } from './today.ts';

/** Draws forms and reports with what they need of the page around them. */
export function ReportFormContext({ children }: { children: ReactNode }) {
  return <FormContextProvider value={useReportFormContext()}>{children}</FormContextProvider>;
}

/** What forms and reports need of the page around them: the day, photos. */
export function useReportFormContext(): FormContextValue {
  const { account } = useParticipant();
  const { zone } = usePublicProgramme();
  const lang = useLang();
  const today = useToday(zone);
  return useMemo(
    () => ({
      ...{ zone, today },
      photoUrl: (id) => linkTo(reports.photo, { params: { id }, account }),
      uploadPhoto: async (file, following) => {
        const options = { ...following, account };
        const { id } = await upload(reports.addPhoto, await smaller(file), options);
        return id;
      },
      explain: (error) => problemText(error, lang, zone),
    }),
    [account, zone, today, lang],
  );
}
