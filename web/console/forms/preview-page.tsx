import i18next from 'i18next';
import { lazy, Suspense, useEffect, useMemo, useState } from 'react';
import { I18nextProvider } from 'react-i18next';
import { dayOf } from '../../../forms/days.ts';
import type { FormDefinition } from '../../../forms/definition.ts';
import { FormContextProvider } from '../../shared/form-context.ts';
import { serverNow } from '../../shared/server-time.ts';
import { ready, type Shown } from './preview-message.ts';

const drawn = {
  phone: lazy(() => import('./preview-phone.tsx')),
  pc: lazy(() => import('./preview-pc.tsx')),
};

/** What a renderer of the preview gets. */
export type Previewed = { definition: FormDefinition; zone: string };

/**
 * Stands in a frame of the builder and draws what that sends: nothing is fetched, nothing is kept, and nothing that is
 * filled in goes anywhere.
 */
export default function PreviewPage() {
  const [shown, setShown] = useState<Shown | null>(null);
  useEffect(() => {
    const listen = ({ data, source, origin }: MessageEvent) => {
      if (origin !== location.origin || source !== window.parent) return;
      if ((data as Partial<Shown> | null)?.kind === 'form-preview') setShown(data as Shown);
    };
    window.addEventListener('message', listen);
    window.parent.postMessage(ready, location.origin);
    return () => window.removeEventListener('message', listen);
  }, []);
  const lang = shown?.lang;
  const language = useMemo(() => i18next.cloneInstance({ ...(lang && { lng: lang }) }), [lang]);
  if (!shown?.definition) return null;
  const { definition, device, zone } = shown;
  const Draw = drawn[device];
  return (
    <I18nextProvider i18n={language}>
      <FormContextProvider
        value={{ zone, today: dayOf(new Date(serverNow()), zone), photoUrl: () => '' }}
      >
        <Suspense>
          <Draw {...{ definition, zone }} />
        </Suspense>
      </FormContextProvider>
    </I18nextProvider>
  );
}
