import { useQuery } from '@tanstack/react-query';
import { staff } from '../../../modules/staff/contract.ts';
import { accountOf } from '../../shared/account.ts';
import { call } from '../../shared/api.ts';
import { useLang, useWords } from '../../shared/i18n.ts';
import { fetchOrCached } from '../../shared/offline/response-cache.ts';
import card from '../../shared/phone/card.module.css';
import { Pair } from '../../shared/phone/pair.tsx';
import pairs from '../../shared/phone/pairs.module.css';
import { useCurrentUser } from '../../shared/staff/current-user.ts';
import { useMySites } from '../../shared/staff/own-sites.ts';
import { nameIn } from './data.ts';
import { words } from './words.ts';

const kinds = ['phone', 'identity', 'username'] as const;

/** 账户信息: by what one is known, masked. */
export function Personal() {
  const t = useWords(words);
  const { name } = useCurrentUser();
  const account = accountOf(useCurrentUser());
  const mine = useQuery({
    queryKey: [staff.mine.url, account],
    queryFn: () => fetchOrCached(account, 'identifiers', () => call(staff.mine, { account })),
  });
  return (
    <section className={card.card}>
      <h2>{t('personal')}</h2>
      <dl className={pairs.pairs}>
        <Pair label={t('name')}>{name}</Pair>
        {kinds.flatMap((kind) =>
          (mine.data?.identifiers ?? [])
            .filter((each) => each.kind === kind)
            .map(({ value }) => (
              <Pair key={kind} label={t(`kind_${kind}`)}>
                {value}
              </Pair>
            )),
        )}
      </dl>
    </section>
  );
}

/** 站点信息: where one works, and as what. */
export function OwnSites() {
  const t = useWords(words);
  const lang = useLang();
  const { data: sites } = useMySites();
  if (!sites || sites.length === 0) return null;
  return (
    <section className={card.card}>
      <h2>{t('mySites')}</h2>
      <dl className={pairs.pairs}>
        {sites.map((site) => (
          <Pair key={site.id} label={nameIn(lang, site)}>
            {t(`level_${site.level}`)}
            {site.current && `\n${t('currentTitle')}`}
            {!site.active && `\n${t('closed')}`}
          </Pair>
        ))}
      </dl>
    </section>
  );
}
