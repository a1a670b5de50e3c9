import type { RetentionOffer } from '../../platform/retention.ts';

export const placesRetention: RetentionOffer = {
  ofPeople: [],
  ofProgramme: [],
  kept: { places: 'organisations and sites serve other programmes' },
};
