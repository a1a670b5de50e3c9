import type { Tx } from '../../../platform/platform.ts';
import { notify } from '../../notices/public.ts';
import { staffRealm } from '../../people/public.ts';
import { listSeniors } from '../../staff/public.ts';

/** Tells the seniors of the sites of high temperatures; nothing in it says whose. */
export async function tellSeniors(
  tx: Tx,
  checks: { id: string; site_id: number; temperature: number }[],
): Promise<void> {
  const seniors = await listSeniors(tx.db, [...new Set(checks.map((each) => each.site_id))]);
  const items = checks.flatMap((check) =>
    seniors
      .filter(({ siteId }) => siteId === check.site_id)
      .map(({ personId, siteZh, siteEn }) => ({
        ...{ personId, realm: staffRealm, kind: 'fever-alert', key: `fever-alert ${check.id}` },
        zh: `站点“${siteZh}”测得体温 ${check.temperature} ℃，请尽快处理。`,
        en: `A temperature of ${check.temperature} °C was measured at “${siteEn}”. Please look after it.`,
        link: '/alerts',
      })),
  );
  await notify(tx, items);
}
