import type { RetentionOffer } from '../../platform/retention.ts';

const ofStaff = 'roles of staff, who work on';

export const accessRetention: RetentionOffer = {
  ofPeople: [],
  ofProgramme: [],
  kept: { roles: ofStaff, role_permissions: ofStaff, role_defaults: ofStaff, grants: ofStaff },
};
