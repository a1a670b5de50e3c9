import { reports } from '../../../../modules/reports/contract.ts';
import { type ServerModel, serverModel } from './server-model.ts';
import type { Stage } from './stage.tsx';

/** Has the server take reports of one slot as the model of the contract does. */
export function reportsOf({ server }: Stage): ServerModel {
  const model = serverModel();
  server.on(reports.submit, ({ body }) => model.submit(body));
  server.on(reports.mine, () => ({ reports: model.versions.toReversed(), definitions: {} }));
  return model;
}

/** Has the server hold back its answers to reports until the function that this gives is called. */
export function holdAnswers({ server }: Stage, model: ServerModel): () => void {
  const held = Promise.withResolvers<void>();
  server.on(reports.submit, async ({ body }) => {
    await held.promise;
    return model.submit(body);
  });
  return held.resolve;
}
