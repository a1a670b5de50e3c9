import { type ReactNode, useMemo } from 'react';
import { reports } from '../../../modules/reports/contract.ts';
import { linkTo, upload } from '../api.ts';
import { FormContextProvider, type FormContextValue } from '../form-context.ts';
import { useLang } from '../i18n.ts';
import { problemText } from '../problems.ts';
import { usePublicProgramme } from './public-programme.ts';
import { smaller } from './smaller-photo.ts';
import { useToday } from './today.ts';

/** What forms and reports need of the page around them: the day, photos. */
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
