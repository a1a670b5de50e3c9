import type { RetentionOffer } from '../../platform/retention.ts';

const ofStaff = 'staff work for several programmes';
const shortLived = 'deleted with its import, soon after it has ended';

export const staffRetention: RetentionOffer = {
  ofPeople: [],
  ofProgramme: [],
  kept: {
    first_links: 'worth nothing after an hour',
    scanners: ofStaff,
    staff_members: ofStaff,
    api_keys: ofStaff,
    workbook_imports: 'organisations, sites and staff serve other programmes',
    workbook_import_rows: shortLived,
  },
};
