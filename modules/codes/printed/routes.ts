import type { FastifyReply } from 'fastify';
import { type Route, route, signedIn } from '../../../platform/routes.ts';
import { codes } from '../contract.ts';
import { printFor, printOwn, revokeFor, revokeOwn } from './actions.ts';

const participant = signedIn('portal', 'desk');
const done = { ok: true } as const;

const sendPdf = (reply: FastifyReply, { name, file }: { name: string; file: Buffer }) =>
  reply
    .type('application/pdf')
    .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(name)}`)
    .send(file);

export const printedRoutes: Route[] = [
  route(codes.ownPrinted, participant, async ({ platform, self, query, reply }) =>
    sendPdf(reply, await printOwn(platform, self, query.lang)),
  ),
  route(codes.revokeOwnPrinted, participant, async ({ platform, self }) => {
    await revokeOwn(platform, self);
    return done;
  }),
  route(codes.printed, 'code.print', async ({ platform, actor, scope, params, query, reply }) =>
    sendPdf(reply, await printFor(platform, actor, scope, { ...params, ...query })),
  ),
  route(codes.revokePrinted, 'code.print', async ({ platform, actor, scope, params, body }) => {
    await revokeFor(platform, actor, scope, { ...params, ...body });
    return done;
  }),
];
