import { type Route, route } from '../../../platform/routes.ts';
import { programmes } from '../contract.ts';
import { belongingsOf } from './actions.ts';

export const moveRoutes: Route[] = [
  route(programmes.belongings, 'place.manage', ({ platform, scope, params }) =>
    belongingsOf(platform, scope, params.placeId),
  ),
];
