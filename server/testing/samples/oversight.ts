import { oversight } from '../../../modules/oversight/contract.ts';
import { type Context, ofSheet, reaches } from './context.ts';

/** What the routes of oversight are tried with. */
export function addOversight(context: Context) {
  const { programme, add } = context;
  const { part } = reaches(context);
  // Every export is an entry by itself: these stay as they are.
  add(oversight.exportAudit, 'anybody', { query: { ...ofSheet, action: 'place.renamed' } });
  const ofProgramme = { query: { programmeId: programme.id } };
  add(oversight.overview, part, ofProgramme);
  add(oversight.watchOverview, part, ofProgramme);
  add(oversight.boundaries, 'anybody', { params: { code: '990000' } });
}
