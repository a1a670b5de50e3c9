import { participantApps } from '../../../forms/programme.ts';
import { arrivingPhoto, receivePhoto, sendPhoto } from '../../../platform/photos.ts';
import { type Route, route, signedIn } from '../../../platform/routes.ts';
import { feedback } from '../contract.ts';
import { photoUse } from '../photos.ts';
import { addToFeedback, sendFeedback, sendFromSite } from './actions.ts';
import { ownFeedback, ownPhoto, ownThread } from './reads.ts';

const participant = signedIn(...participantApps);

/** For oneself alone: a carer sends nothing for a ward, and reads nothing of theirs. */
const sender = signedIn(...participantApps, 'field');

export const ownRoutes: Route[] = [
  route(feedback.send, participant, ({ platform, actor, self, body }) =>
    sendFeedback(platform, actor, self, body),
  ),
  route(feedback.sendFromSite, signedIn('field'), ({ platform, actor, self, body }) =>
    sendFromSite(platform, actor, self, body),
  ),
  route(feedback.mine, sender, ({ platform, self, query }) => ownFeedback(platform, self, query)),
  route(feedback.own, sender, ({ platform, self, params }) => ownThread(platform, self, params.id)),
  route(feedback.add, sender, ({ platform, actor, self, params, body }) =>
    addToFeedback(platform, actor, self, params.id, body),
  ),
  route(feedback.addPhoto, sender, ({ platform, self, request }) =>
    receivePhoto(platform, photoUse, self.personId, () => arrivingPhoto(request)),
  ),
  route(feedback.photo, sender, async ({ platform, self, params, reply }) =>
    sendPhoto(platform, reply, await ownPhoto(platform, self, params.id)),
  ),
];
