import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button, Drawer } from 'antd';
import { useState } from 'react';
import { formsOfColours } from '../../../forms/colours.ts';
import { compareSettings } from '../../../forms/compare/compare-settings.ts';
import { programmes } from '../../../modules/programmes/contract.ts';
import type { ResponseOf } from '../../../platform/contract.ts';
import { Loaded } from '../../shared/antd/pc-parts.tsx';
import { call } from '../../shared/api.ts';
import { useLang, useWords } from '../../shared/i18n.ts';
import { problemText } from '../../shared/problems.ts';
import { useAddress } from '../shell/address.ts';
import marginsStyles from '../shell/margins.module.css';
import { offerWords } from '../shell/offer-words.ts';
import {
  type Choice,
  DecidedOffers,
  decisionOf,
  OfferCard,
  OffersNotice,
} from '../shell/offers.tsx';
import { useProgramme } from '../shell/programme.tsx';
import { Differences } from './differences.tsx';
import { isDrawable } from './drawable.ts';
import { useSettingsOffer } from './offer-badge.tsx';
import type { Stored } from './rules-context.ts';
import { rulesWords } from './rules-words.ts';
import type { SettingsState } from './use-settings.ts';

type Answer = ResponseOf<typeof programmes.settingsOffer>;
type Offer = NonNullable<Answer['offer']>;

/** Says that settings are offered; nothing where none are. */
export function SettingsOfferNotice({ onLook }: { onLook: () => void }) {
  const t = useWords(offerWords);
  const { data } = useSettingsOffer(useProgramme());
  return data?.offer && <OffersNotice title={t('rulesWait')} {...{ onLook }} />;
}

/** Leads to what was decided about an earlier offer, while none waits. */
export function OfferedBefore({ onLook }: { onLook: () => void }) {
  const t = useWords(offerWords);
  const { data } = useSettingsOffer(useProgramme());
  if (!data?.decided || data.offer) return null;
  return <Button onClick={onLook}>{t('offers')}</Button>;
}

/**
 * What the template says of the settings by now, in a drawer: to be taken as a draft, or left. It goes into the draft as
 * it is stored, so that this is saved first.
 */
export function useOffered({ stored, autosave, readAgain }: SettingsState) {
  const { set } = useAddress();
  const query = useSettingsOffer(useProgramme());
  const [isShown, setShown] = useState(false);
  const t = useWords(offerWords);
  const look = async () => {
    if (!(await autosave.saveNow())) return;
    await query.refetch();
    setShown(true);
  };
  const taken = async () => {
    await readAgain(null);
    setShown(false);
    set({ list: 'publish' });
  };
  const drawer = isShown && (
    <Drawer open size={860} title={t('offers')} onClose={() => setShown(false)}>
      <Loaded query={query}>
        {(data) => <Offered {...{ data }} about={stored.about} onTaken={taken} />}
      </Loaded>
    </Drawer>
  );
  return { look: () => void look(), drawer };
}

function useDeciding(onTaken: () => Promise<unknown>) {
  const t = useWords(offerWords);
  const { id } = useProgramme();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const again = () => queries.invalidateQueries({ queryKey: [programmes.settingsOffer.url] });
  const decide = useMutation({
    mutationFn: ({ offer, choice }: { offer: Offer; choice: Choice }) =>
      call(programmes.decideSettingsOffer, { params: { id }, body: decisionOf(offer, choice) }),
    onSuccess: async ({ draftId }) => {
      void message.success(t(draftId === null ? 'dismissed' : 'taken'));
      if (draftId !== null) await onTaken();
    },
    onSettled: again,
  });
  const reopen = useMutation({
    mutationFn: (decisionId: number) =>
      call(programmes.reopenSettingsOffer, { params: { id }, query: { decisionId } }),
    onSettled: again,
  });
  return { decide, reopen };
}

function Offered(props: { data: Answer; about: Stored['about']; onTaken: () => Promise<unknown> }) {
  const { data, about, onTaken } = props;
  const { template, offer, decided } = data;
  const t = useWords(offerWords);
  const rules = useWords(rulesWords);
  const lang = useLang();
  const { decide, reopen } = useDeciding(onTaken);
  const error = decide.error ?? reopen.error;
  return (
    <>
      {template && (
        <p className={marginsStyles.below}>{t('offersNote', { template: template.title[lang] })}</p>
      )}
      {error && (
        <Alert
          className={marginsStyles.below}
          type="error"
          showIcon
          title={problemText(error, lang)}
        />
      )}
      {!offer && <p>{t('offersNone')}</p>}
      {offer && (
        <OfferCard
          title={rules('rules')}
          offer={offer}
          isPending={decide.isPending}
          onDecide={(choice) => decide.mutate({ offer, choice })}
        >
          {(prefer) => (
            <Changes
              before={offer.before}
              after={(prefer === 'theirs' && offer.takingTheirs) || offer.keepingOurs}
              about={about}
            />
          )}
        </OfferCard>
      )}
      <DecidedOffers
        rows={decided ? [{ ...decided, title: rules('rules') }] : []}
        onAgain={({ id }) => reopen.mutate(id)}
      />
    </>
  );
}

type Sides = { before: Offer['before']; after: Offer['keepingOurs']; about: Stored['about'] };

function Changes({ before, after, about }: Sides) {
  const t = useWords(offerWords);
  if (!isDrawable(before) || !isDrawable(after)) return <p>{t('notDrawable')}</p>;
  const differences = compareSettings(before, after, about);
  const hasNewService = differences.some(
    ({ kind, path }) => kind === 'added' && path.startsWith('services.'),
  );
  return (
    <>
      <Differences differences={differences} />
      {hasNewService && <p className={marginsStyles.above}>{t('servicesNote')}</p>}
      {needsForm(after, about) && <p className={marginsStyles.above}>{t('formsFirst')}</p>}
    </>
  );
}

/** Whether settings name a form that the programme does not have yet. */
function needsForm({ services, colours }: Offer['keepingOurs'], { forms }: Stored['about']) {
  const known = new Set(forms.map(({ code }) => code));
  const named = [
    ...services.flatMap((service) => service.forms ?? []),
    ...(colours ? formsOfColours(colours) : []),
  ];
  return named.some((code) => !known.has(code));
}
