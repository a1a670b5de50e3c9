import { useQuery } from '@tanstack/react-query';
import { createContext, useContext } from 'react';
import { dayOf } from '../../../forms/days.ts';
import type { Day, Lang } from '../../../forms/definition.ts';
import { joiners } from '../../../forms/joiners.ts';
import { awaitedMilestones } from '../../../forms/policy.ts';
import { programmes } from '../../../modules/programmes/contract.ts';
import type { ResponseOf } from '../../../platform/contract.ts';
import { queryFor } from '../../shared/query-for.ts';
import { serverNow } from '../../shared/server-time.ts';

export type Programme = ResponseOf<typeof programmes.list>[number];

const ProgrammeContext = createContext<Programme | null>(null);

export const ProgrammeProvider = ProgrammeContext.Provider;

/** The programme whose pages are shown. Only inside of its pages. */
export function useProgramme(): Programme {
  const programme = useContext(ProgrammeContext);
  if (!programme) throw new Error('No programme is chosen here.');
  return programme;
}

/** The programmes that the person may see. */
export function useProgrammes() {
  return useQuery({ ...queryFor(programmes.list), staleTime: 60_000 });
}

/** The programme's present day, by the server's clock. */
export function todayOf(programme: Programme): Day {
  return dayOf(serverNow(), programme.definition.zone);
}

export function groupName(programme: Programme, code: string, lang: Lang): string {
  return programme.definition.groups.find((group) => group.code === code)?.name[lang] ?? code;
}

export function placeName(place: { nameZh: string; nameEn: string }, lang: Lang): string {
  return lang === 'zh' ? place.nameZh : place.nameEn;
}

/** The form that is due every day, if the programme has one. */
export function dailyForm(programme: Programme) {
  return programme.forms.find(({ policy }) => policy.slots === 'daily');
}

/** What the programme calls the milestones that days wait for; empty where they wait for none. */
export function awaitedLabels({ definition }: Programme, lang: Lang): string {
  return awaitedMilestones(definition.days)
    .flatMap((code) => definition.milestones.find((each) => each.code === code)?.label[lang] ?? [])
    .join(joiners[lang].list);
}
