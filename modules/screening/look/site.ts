import type { ResponseOf } from '../../../platform/contract.ts';
import type { Platform } from '../../../platform/platform.ts';
import { Problem } from '../../../platform/problems.ts';
import type { Actor } from '../../../platform/scope.ts';
import { type screening, screeningProblems } from '../contract.ts';
import { programmesAt } from '../person/find.ts';
import { workOf } from '../work.ts';

const usualListHours = 12;

/** What a phone needs to check people at a site. Throws `not_your_site` and `site_without_codes`. */
export async function siteFor(
  platform: Platform,
  actor: Actor,
  siteId: number,
): Promise<ResponseOf<typeof screening.site>> {
  const work = await workOf(platform, actor, siteId);
  if (!work) throw new Problem(screeningProblems.not_your_site);
  const programmes = await programmesAt(platform, work.path);
  return {
    programmes: programmes.map(({ code, definition: { shortName, colours } }) => {
      const thresholds = colours?.rules.flatMap(({ measured }) => (measured ? [measured.gte] : []));
      return {
        ...{ code, name: { zh: shortName.zh, en: shortName.en } },
        highFrom: thresholds?.length ? Math.min(...thresholds) : null,
        listHours: colours?.credential?.listHours ?? usualListHours,
      };
    }),
  };
}
