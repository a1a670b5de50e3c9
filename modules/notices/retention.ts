import { ofMembers, type RetentionOffer } from '../../platform/retention.ts';

export const noticesRetention: RetentionOffer = {
  ofPeople: [{ table: 'notices', where: ofMembers(), key: ['id'], day: 'created_at' }],
  ofProgramme: [],
  kept: {},
};
