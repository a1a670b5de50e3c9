import type { ProgrammeTemplate } from '../forms/programme.ts';
import { accessModule } from '../modules/access/module.ts';
import { codesModule } from '../modules/codes/module.ts';
import { familyModule } from '../modules/family/module.ts';
import { feedbackModule } from '../modules/feedback/module.ts';
import { noticesModule } from '../modules/notices/module.ts';
import { oversightModule } from '../modules/oversight/module.ts';
import { peopleModule } from '../modules/people/module.ts';
import { placesModule } from '../modules/places/module.ts';
import { programmesModule } from '../modules/programmes/module.ts';
import { reportsModule } from '../modules/reports/module.ts';
import { screeningModule } from '../modules/screening/module.ts';
import { listMeasured } from '../modules/screening/public.ts';
import { staffModule } from '../modules/staff/module.ts';
import type { Module } from '../platform/module.ts';
import { gamesTemplate } from '../templates/games.ts';
import { regionTemplate } from '../templates/region.ts';

/** What programmes are made from. */
export const templates: readonly ProgrammeTemplate[] = [gamesTemplate, regionTemplate];

/** The modules in their order: what stands further right may know what stands further left. */
export const modulesWith = (made: readonly ProgrammeTemplate[]): Module[] => [
  placesModule,
  accessModule,
  peopleModule,
  noticesModule,
  staffModule,
  programmesModule(made),
  reportsModule,
  codesModule(listMeasured),
  screeningModule,
  familyModule,
  feedbackModule,
  oversightModule,
];

export const modules = modulesWith(templates);
