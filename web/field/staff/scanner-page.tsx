import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { staff } from '../../../modules/staff/contract.ts';
import { useLang, useWords } from '../../shared/i18n.ts';
import card from '../../shared/phone/card.module.css';
import { Failure, Waiting } from '../../shared/phone/messages.tsx';
import { Page } from '../../shared/phone/page.tsx';
import { Pair } from '../../shared/phone/pair.tsx';
import pairs from '../../shared/phone/pairs.module.css';
import { queryFor } from '../../shared/query-for.ts';
import type { ScannerDetails } from './data.ts';
import { ScannerMarks } from './marks.tsx';
import { OneTimePassword } from './one-time-password.tsx';
import { Remark } from './remark.tsx';
import { ScannerActs } from './scanner-acts.tsx';
import { words } from './words.ts';

/** 扫码员详情, with what one may do to the person. Each look is noted. */
export function ScannerPage() {
  const t = useWords(words);
  const { scanner: id } = useParams({ strict: false }) as { scanner: string };
  const scanner = useQuery({
    ...queryFor(staff.scanner, { params: { scannerId: Number(id) } }),
    // A page that is looked at once is one look in the trail.
    refetchOnWindowFocus: false,
  });
  if (!scanner.data) {
    return (
      <Page title={t('scanner')}>
        {scanner.isPending ? (
          <Waiting />
        ) : (
          <Failure error={scanner.error} retry={() => void scanner.refetch()} />
        )}
      </Page>
    );
  }
  return <ScannerView scanner={scanner.data} />;
}

function ScannerView({ scanner }: { scanner: ScannerDetails }) {
  const t = useWords(words);
  const lang = useLang();
  const valuesOf = (kind: string) =>
    scanner.identifiers.flatMap((each) => (each.kind === kind ? [each.value] : []));
  const manages = scanner.may.length > 0;
  return (
    <Page title={scanner.name}>
      <section className={card.card}>
        <dl className={pairs.pairs}>
          <Pair label={t('name')}>{scanner.name}</Pair>
          {(['identity', 'phone', 'username'] as const).flatMap((kind) =>
            valuesOf(kind).map((value) => (
              <Pair key={kind} label={t(`kind_${kind}`)}>
                {value}
              </Pair>
            )),
          )}
          <Pair label={t('ofSite')}>{lang === 'zh' ? scanner.siteZh : scanner.siteEn}</Pair>
          <Pair label={t('role')}>{t(`level_${scanner.level}`)}</Pair>
          <Pair label={t('superior')}>{scanner.superior ?? t('noSuperior')}</Pair>
          <Pair label={t('accountState')}>
            <ScannerMarks scanner={scanner} />
          </Pair>
          <Remark scanner={scanner} mayChange={manages} />
        </dl>
      </section>
      <ScannerActs scanner={scanner} />
      {manages && !scanner.activated && (
        <section className={card.card}>
          <OneTimePassword scannerId={scanner.id} />
        </section>
      )}
    </Page>
  );
}
