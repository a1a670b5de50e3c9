import { type ReactNode, useMemo } from 'react';
import { reports } from '../../../modules/reports/contract.ts';
import { linkTo, upload } from '../../shared/api.ts';
import { FormContextProvider, type FormContextValue } from '../../shared/form-context.ts';
import { useLang } from '../../shared/i18n.ts';
import { usePublicProgramme } from '../../shared/participant/public-programme.ts';
import { smaller } from '../../shared/participant/smaller-photo.ts';
import { useToday } from '../../shared/participant/today.ts';
import { problemText } from '../../shared/problems.ts';

/** What forms and reports need of the portal: the day, photos. */
export function ReportFormContext({ children }: { children: ReactNode }) {
  const { zone } = usePublicProgramme();
  const lang = useLang();
  const today = useToday(zone);
  const formContext = useMemo<FormContextValue>(
    () => ({
      ...{ zone, today },
      photoUrl: (id) => linkTo(reports.photo, { params: { id } }),
      uploadPhoto: async (file, progress) => {
        const { id } = await upload(reports.addPhoto, await smaller(file), { progress });
        return id;
      },
      explain: (error) => problemText(error, lang, zone),
    }),
    [zone, today, lang],
  );
  return <FormContextProvider value={formContext}>{children}</FormContextProvider>;
}
