import { isDeepStrictEqual } from 'node:util';
import type { Values } from '../../../../forms/definition.ts';
import { ApiProblem } from '../../api.ts';
import type { ReportServer, SubmitBody } from '../deliver.ts';
import type { Report } from '../forms.ts';

/** What the contract of the route says about one report and its versions, in memory. */
export type ServerModel = ReportServer & { versions: Report[] };

export function serverModel(): ServerModel {
  const versions: Report[] = [];
  const bodies = new Map<string, SubmitBody>();
  const receipt = ({ id, form, slot, day, version, sentAt, incomplete }: Report) => ({
    ...{ id, form, slot, day, version, sentAt, incomplete },
  });
  return {
    versions,
    newest: async () => versions.at(-1) ?? null,
    async submit(body) {
      const stored = versions.find(({ id }) => id === body.id);
      if (stored) {
        if (isDeepStrictEqual(bodies.get(body.id), body)) return receipt(stored);
        throw new ApiProblem('id_reused', 409);
      }
      const newest = versions.at(-1);
      if (newest && isDeepStrictEqual(newest.values, body.values)) return receipt(newest);
      if (body.basedOn !== (newest?.version ?? 0)) throw new ApiProblem('newer_version', 409);
      const report = reportOf(body, body.basedOn + 1, body.values);
      versions.push(report);
      bodies.set(body.id, structuredClone(body));
      return receipt(report);
    },
  };
}

function reportOf(
  { id, form, formVersionId, day }: SubmitBody,
  version: number,
  values: Values,
): Report {
  return {
    ...{ id, form, formVersionId, slot: day, day, version, values },
    ...{ alerts: [], incomplete: false, sentAt: `${day}T04:00:00.000Z` },
    ...{ app: 'portal', sentBy: null },
  };
}
