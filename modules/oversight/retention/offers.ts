import {
  platformRetention,
  type RetentionOffer,
  type RetentionStep,
} from '../../../platform/retention.ts';
import { accessRetention } from '../../access/public.ts';
import { codesRetention } from '../../codes/public.ts';
import { familyRetention } from '../../family/public.ts';
import { feedbackRetention } from '../../feedback/public.ts';
import { noticesRetention } from '../../notices/public.ts';
import { peopleRetention } from '../../people/public.ts';
import { placesRetention } from '../../places/public.ts';
import { programmesRetention } from '../../programmes/public.ts';
import { reportsRetention } from '../../reports/public.ts';
import { screeningRetention } from '../../screening/public.ts';
import { staffRetention } from '../../staff/public.ts';

const ofStaff = 'about staff; it goes with the trail';

const oversightRetention: RetentionOffer = {
  ofPeople: [],
  ofProgramme: [],
  kept: {
    reading_counts: ofStaff,
    reading_limits: 'a setting of the installation',
    reading_alerts: ofStaff,
    webhooks: 'addresses of other systems: about nobody',
    webhook_messages: 'codes and counts, deleted after a month',
    retention_runs: 'what was deleted, in counts',
    retention_certificates: 'what was deleted, in counts',
  },
};

/** From right to left: what refers to something leaves before it. */
export const offers: readonly RetentionOffer[] = [
  oversightRetention,
  feedbackRetention,
  familyRetention,
  screeningRetention,
  codesRetention,
  reportsRetention,
  programmesRetention,
  staffRetention,
  noticesRetention,
  peopleRetention,
  accessRetention,
  placesRetention,
  platformRetention,
];

export const stepsOfPeople: readonly RetentionStep[] = offers.flatMap((each) => each.ofPeople);
export const stepsOfProgramme: readonly RetentionStep[] = offers.flatMap(
  (each) => each.ofProgramme,
);
