import type { ResponseOf } from '../../../platform/contract.ts';
import type { Platform } from '../../../platform/platform.ts';
import { notFound } from '../../../platform/problems.ts';
import type { Actor } from '../../../platform/scope.ts';
import { checkFormAt, placementsOf } from '../../programmes/public.ts';
import type { screening } from '../contract.ts';
import { codedProgrammesAt } from '../person/find.ts';
import { workOf } from '../work.ts';

const usualListHours = 12;

/** What a phone needs to check people at a site of one's own; no programme where none has codes there. */
export async function siteFor(
  platform: Platform,
  actor: Actor,
  siteId: number,
): Promise<ResponseOf<typeof screening.site>> {
  const work = await workOf(platform, actor, siteId);
  if (!work) throw notFound();
  const programmes = await codedProgrammesAt(platform, work.path);
  return {
    programmes: await Promise.all(
      programmes.map(async (programme) => {
        const { code, definition } = programme;
        const { shortName, colours, signIn, zone } = definition;
        const placements = await placementsOf(platform, programme.id);
        const form = checkFormAt(programme, placements, work.path);
        const thresholds = colours?.rules.flatMap(({ measured }) =>
          measured ? [measured.gte] : [],
        );
        return {
          ...{ code, name: { zh: shortName.zh, en: shortName.en } },
          highFrom: thresholds?.length ? Math.min(...thresholds) : null,
          documents: [...(signIn.registration?.documents ?? [])],
          listHours: colours?.credential?.listHours ?? usualListHours,
          form: form ? { versionId: form.id, definition: form.definition } : null,
          zone,
        };
      }),
    ),
  };
}
