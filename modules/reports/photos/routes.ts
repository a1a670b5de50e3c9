import { participantApps } from '../../../forms/programme.ts';
import { arrivingPhoto, sendPhoto } from '../../../platform/photos.ts';
import { alsoForWards, type Route, route, signedIn } from '../../../platform/routes.ts';
import { reports } from '../contract.ts';
import { addPhoto } from './actions.ts';
import { ownPhoto } from './reads.ts';

const participantOrCarer = alsoForWards(signedIn(...participantApps));

export const photoRoutes: Route[] = [
  route(reports.addPhoto, participantOrCarer, async ({ platform, self, request }) =>
    addPhoto(platform, self, () => arrivingPhoto(request)),
  ),
  route(reports.photo, participantOrCarer, async ({ platform, self, params, reply }) =>
    sendPhoto(platform, reply, await ownPhoto(platform, self, params.id)),
  ),
];
