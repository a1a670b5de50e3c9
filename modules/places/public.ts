/** What other modules may use of `places`. */
export {
  addPlace,
  changePlaceIn,
  ensureOrganisations,
  type NewPlace,
  setPlaceDisabledIn,
} from './actions.ts';
export { type PlaceMoved, type PlaceSwitched, placesMoved, placesSwitched } from './events.ts';
export {
  coversEverything,
  findIsOpen,
  findPath,
  findPlace,
  isOpen,
  listPlaces,
  lockPlace,
  type PlaceRow,
  type PlaceTable,
} from './queries.ts';
export { countBelow as countPlacesBelow } from './queries-lists.ts';
export { findRegion } from './regions/regions.ts';
export { placesRetention } from './retention.ts';
