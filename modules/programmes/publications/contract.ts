import { Type } from 'typebox';
import {
  Done,
  defineAuditActions,
  defineProblems,
  type Endpoint,
  Nullable,
} from '../../../platform/contract.ts';
import { ProgrammeId } from '../contract-schemas.ts';

export const publicationEndpoints = {
  publications: {
    method: 'GET',
    path: '/:id/publications',
    summary: 'The newest versions of a programme, and how far everybody has followed them',
    params: ProgrammeId,
    response: Type.Array(
      Type.Object({
        id: Type.Integer(),
        version: Type.Integer(),
        publishedAt: Type.String(),
        /** Null where the product itself did it. */
        publishedBy: Nullable(Type.String()),
        state: Type.Enum(['working', 'failed', 'done']),
        /** What is done to everybody: days due and their counts, then colours. */
        steps: Type.Array(
          Type.Object({
            step: Type.Enum(['days', 'colours']),
            done: Type.Integer(),
            total: Type.Integer(),
          }),
        ),
        finishedAt: Nullable(Type.String()),
      }),
    ),
  },
  resumePublication: {
    method: 'POST',
    path: '/:id/publications/:publicationId/resume',
    summary: 'Has a publication tried again that was given up after several tries',
    params: Type.Object({
      ...ProgrammeId.properties,
      publicationId: Type.Integer({ minimum: 1, maximum: 2 ** 53 - 1 }),
    }),
    response: Done,
  },
} as const satisfies Record<string, Endpoint>;

export const publicationProblems = defineProblems({
  publication_not_failed: {
    status: 409,
    zh: '这次发布没有中断，或已经继续处理。',
    en: 'This publication has not stopped, or goes on already.',
  },
});

export const publicationActions = defineAuditActions({
  'programme.publication_resumed': { zh: '继续处理发布', en: 'Resumed a publication' },
});
