import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Alert, App, Button, Drawer, Tag } from 'antd';
import { compareForms } from '../../../forms/compare/compare-forms.ts';
import { describeMatch } from '../../../forms/compare/describe-days.ts';
import type { FormDefinition } from '../../../forms/definition.ts';
import { isSame } from '../../../forms/identity-changes.ts';
import { joiners } from '../../../forms/joiners.ts';
import { programmes } from '../../../modules/programmes/contract.ts';
import type { ResponseOf } from '../../../platform/contract.ts';
import { Loaded } from '../../shared/antd/pc-parts.tsx';
import { call } from '../../shared/api.ts';
import { useLang, useWords } from '../../shared/i18n.ts';
import { problemText } from '../../shared/problems.ts';
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
import { useFormOffers } from './offer-badge.tsx';

type Offers = ResponseOf<typeof programmes.formOffers>;
type Offer = Offers['offers'][number];
type Content = Offer['keepingOurs'];

/** Reads what is offered anew before it is shown: drafts may be others by now. */
export function useLookAtOffers(show: () => void): () => void {
  const { refetch } = useFormOffers(useProgramme());
  return () => void refetch().then(show);
}

/** Says that forms are offered; nothing where none are. */
export function FormOffersNotice({ onLook }: { onLook: () => void }) {
  const t = useWords(offerWords);
  const { data } = useFormOffers(useProgramme());
  const count = data?.offers.length ?? 0;
  return count > 0 && <OffersNotice title={t('formsWait', { count })} {...{ onLook }} />;
}

/** Leads to what was decided about earlier offers, while none wait. */
export function OfferedBefore({ onLook }: { onLook: () => void }) {
  const t = useWords(offerWords);
  const { data } = useFormOffers(useProgramme());
  if (!data || data.offers.length > 0 || data.decided.length === 0) return null;
  return <Button onClick={onLook}>{t('offers')}</Button>;
}

/** The forms that the template says otherwise by now, or has newly: to be taken as drafts, or left. */
export function FormOffersDrawer({ onClose }: { onClose: () => void }) {
  const t = useWords(offerWords);
  const query = useFormOffers(useProgramme());
  return (
    <Drawer open size={860} title={t('offers')} onClose={onClose}>
      <Loaded query={query}>{(data) => <Offered {...{ data }} />}</Loaded>
    </Drawer>
  );
}

function useDeciding() {
  const t = useWords(offerWords);
  const { id, code } = useProgramme();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const again = async () => {
    await queries.invalidateQueries({ queryKey: [programmes.formOffers.url] });
    await queries.invalidateQueries({ queryKey: [programmes.forms.url] });
  };
  const decide = useMutation({
    mutationFn: ({ offer, choice }: { offer: Offer; choice: Choice }) =>
      call(programmes.decideFormOffer, {
        params: { id, form: offer.form },
        body: decisionOf(offer, choice),
      }),
    onSuccess: async ({ draftId }) => {
      void message.success(t(draftId === null ? 'dismissed' : 'taken'));
      if (draftId === null) return;
      const params = { programme: code, draftId: String(draftId) };
      await navigate({ to: '/p/$programme/forms/$draftId', params });
    },
    onSettled: again,
  });
  const reopen = useMutation({
    mutationFn: ({ form, id: decisionId }: Offers['decided'][number]) =>
      call(programmes.reopenFormOffer, { params: { id, form }, query: { decisionId } }),
    onSettled: again,
  });
  return { decide, reopen };
}

function Offered({ data }: { data: Offers }) {
  const { template, offers, decided, dropped } = data;
  const t = useWords(offerWords);
  const lang = useLang();
  const { decide, reopen } = useDeciding();
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
      {offers.length === 0 && <p>{t('offersNone')}</p>}
      {offers.map((offer) => (
        <OfferCard
          key={offer.form}
          title={
            <>
              {offer.title[lang]} <Tag>{t(offer.before ? 'changedForm' : 'newForm')}</Tag>
            </>
          }
          offer={offer}
          isPending={decide.isPending && decide.variables.offer.form === offer.form}
          onDecide={(choice) => decide.mutate({ offer, choice })}
        >
          {(prefer) => (
            <Changes
              before={offer.before}
              after={(prefer === 'theirs' && offer.takingTheirs) || offer.keepingOurs}
            />
          )}
        </OfferCard>
      ))}
      <DecidedOffers
        rows={decided.map((row) => ({ ...row, title: row.title[lang], texts: row.title }))}
        onAgain={({ texts, ...row }) => reopen.mutate({ ...row, title: texts })}
      />
      {dropped.length > 0 && (
        <p className={marginsStyles.above}>
          {t('dropped', {
            forms: dropped.map(({ title }) => title[lang]).join(joiners[lang].list),
          })}
        </p>
      )}
    </>
  );
}

/** A draft may hold anything; what has no list of questions cannot be told in words. */
function definitionOf(content: Content): FormDefinition | null {
  const definition = content.definition as FormDefinition | null;
  return Array.isArray(definition?.fields) && definition.title ? definition : null;
}

function Changes({ before, after }: { before: Content | null; after: Content }) {
  const t = useWords(offerWords);
  const lang = useLang();
  const { groups, attributes } = useProgramme().definition;
  const was = before && definitionOf(before);
  const is = definitionOf(after);
  if (!is || (before && !was)) return <p>{t('notDrawable')}</p>;
  const who = (match: Content['offeredTo']) =>
    describeMatch(match, { groups, attributes, milestones: [] }, lang);
  const audiences = (['offeredTo', 'requiredOf'] as const)
    .filter((key) => before && !isSame(before[key], after[key]))
    .map((key) => {
      const told = [before?.[key], after[key]].map((match) =>
        key === 'requiredOf' && !match ? t('nobody') : who(match),
      );
      return t(key) + joiners[lang].colon + told.join(' → ');
    });
  const isSaid = audiences.length > 0 && was && compareForms(was, is).length === 0;
  return (
    <>
      {!isSaid && <Differences before={was} after={is} />}
      {audiences.map((line) => (
        <p key={line}>{line}</p>
      ))}
    </>
  );
}
