import { sendPhoto } from '../../../platform/photos.ts';
import { type Route, route } from '../../../platform/routes.ts';
import { sheetMime } from '../../../platform/sheets/write.ts';
import { feedback } from '../contract.ts';
import { answerFeedback, stepFeedback } from './actions.ts';
import { exportFeedback } from './export.ts';
import { received, viewFeedback, viewPhoto, waiting } from './reads.ts';

export const receivedRoutes: Route[] = [
  route(feedback.received, 'feedback.read', ({ platform, actor, scope, query }) =>
    received(platform, actor, scope, query),
  ),
  route(feedback.waiting, 'feedback.read', ({ platform, scope }) => waiting(platform, scope)),
  route(feedback.export, 'feedback.export', async ({ platform, actor, scope, query, reply }) => {
    const { stream, name } = await exportFeedback(platform, actor, scope, query);
    return reply
      .type(sheetMime[query.format])
      .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(name)}`)
      .send(stream);
  }),
  route(feedback.view, 'feedback.read', ({ platform, actor, scope, params }) =>
    viewFeedback(platform, actor, scope, params.id),
  ),
  route(feedback.answer, 'feedback.answer', ({ platform, actor, scope, params, body }) =>
    answerFeedback(platform, actor, scope, params.id, body),
  ),
  route(feedback.step, 'feedback.answer', ({ platform, actor, scope, params, body }) =>
    stepFeedback(platform, actor, scope, params.id, body),
  ),
  route(
    feedback.receivedPhoto,
    'feedback.read',
    async ({ platform, actor, scope, params, reply }) =>
      sendPhoto(platform, reply, await viewPhoto(platform, actor, scope, params)),
  ),
];
