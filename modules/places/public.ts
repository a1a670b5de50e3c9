/** What other modules may use of `places`. */
export { addPlace, ensureOrganisations } from './actions.ts';
export {
  coversEverything,
  findPlace,
  listPlaces,
  type PlaceRow,
  type PlaceTable,
} from './queries.ts';
