import type { ColumnType, Generated } from 'kysely';
import type { Said } from './rules.ts';

export const decisionKinds = ['taken', 'dismissed'] as const;

export type DecisionKind = (typeof decisionKinds)[number];

type TemplateDecisionTable = {
  id: Generated<number>;
  programme_id: number;
  part: string;
  decision: DecisionKind;
  reason: string | null;
  said: ColumnType<Said, string, never>;
  decided_by: string;
  decided_at: Date;
};

export type OfferTables = { template_decisions: TemplateDecisionTable };
