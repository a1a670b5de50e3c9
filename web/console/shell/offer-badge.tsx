import { Badge } from 'antd';
import { useWords } from '../../shared/i18n.ts';
import { colours } from '../../shared/tokens.ts';
import { offerWords } from './offer-words.ts';

/** A template changes with a release alone: it is not asked again and again. */
export const offersFreshMs = 10 * 60_000;

/** Beside a menu's entry: how many updates of the template wait on its page. */
export function OfferBadge({ count }: { count: number }) {
  const t = useWords(offerWords);
  if (count === 0) return null;
  return (
    <Badge
      {...{ count }}
      color={colours.ink}
      title={t('waitingCount', { count })}
      styles={{ indicator: { boxShadow: 'none' } }}
    />
  );
}
