import { createContext, type ReactNode, useContext, useMemo } from 'react';
import { dayOf } from '../../../forms/days.ts';
import { feedback } from '../../../modules/feedback/contract.ts';
import { linkTo, upload } from '../api.ts';
import { FormContextProvider } from '../form-context.ts';
import { localZone } from '../format.ts';
import { useLang } from '../i18n.ts';
import { smaller } from '../participant/smaller-photo.ts';
import { problemText } from '../problems.ts';
import { serverNow } from '../server-time.ts';

/** Who sends feedback, and from where. */
export type Sender = {
  account: string;
  /** The programme's; the device's own where left out. */
  zone?: string;
  /** In the field: the site that it is about. */
  siteId?: number;
};

const SenderContext = createContext<Sender | null>(null);

export function useSender(): Sender {
  const sender = useContext(SenderContext);
  if (!sender) throw new Error('Feedback stands outside of SenderProvider.');
  return sender;
}

/** Around the pages of feedback: whose they are, and how photos are uploaded and shown. */
export function SenderProvider({ sender, children }: { sender: Sender; children: ReactNode }) {
  const lang = useLang();
  const { account, zone } = sender;
  const context = useMemo(() => {
    const inZone = zone ?? localZone();
    return {
      zone: inZone,
      today: dayOf(new Date(serverNow()), inZone),
      photoUrl: (id: string) => linkTo(feedback.photo, { params: { id }, account }),
      uploadPhoto: async (
        file: File,
        following: { progress: (part: number) => void; signal: AbortSignal },
      ) => {
        const sent = await upload(feedback.addPhoto, await smaller(file), {
          ...following,
          account,
        });
        return sent.id;
      },
      explain: (error: unknown) => problemText(error, lang, zone),
    };
  }, [account, zone, lang]);
  return (
    <SenderContext.Provider value={sender}>
      <FormContextProvider value={context}>{children}</FormContextProvider>
    </SenderContext.Provider>
  );
}
