import { type Route, route } from '../../../platform/routes.ts';
import { oversight } from '../contract.ts';
import {
  addWebhook,
  changeWebhook,
  deleteWebhook,
  messagesOf,
  renewSecret,
  resendMessage,
  testWebhook,
  webhooksOf,
} from './actions.ts';

const done = { ok: true } as const;

export const webhookRoutes: Route[] = [
  route(oversight.webhooks, 'webhook.manage', ({ platform, scope, query }) =>
    webhooksOf(platform, scope, query),
  ),
  route(oversight.addWebhook, 'webhook.manage', ({ platform, actor, scope, body }) =>
    addWebhook(platform, actor, scope, body),
  ),
  route(oversight.changeWebhook, 'webhook.manage', async (call) => {
    const { platform, actor, scope, params, body } = call;
    await changeWebhook(platform, actor, scope, params.id, body);
    return done;
  }),
  route(oversight.renewWebhookSecret, 'webhook.manage', ({ platform, actor, scope, params }) =>
    renewSecret(platform, actor, scope, params.id),
  ),
  route(oversight.deleteWebhook, 'webhook.manage', async ({ platform, actor, scope, params }) => {
    await deleteWebhook(platform, actor, scope, params.id);
    return done;
  }),
  route(oversight.webhookMessages, 'webhook.manage', ({ platform, scope, params, query }) =>
    messagesOf(platform, scope, params.id, query),
  ),
  route(oversight.testWebhook, 'webhook.manage', ({ platform, actor, scope, params }) =>
    testWebhook(platform, actor, scope, params.id),
  ),
  route(oversight.resendWebhookMessage, 'webhook.manage', ({ platform, actor, scope, params }) =>
    resendMessage(platform, actor, scope, params.id, params.messageId),
  ),
];
