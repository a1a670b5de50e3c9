import { createHash } from 'node:crypto';
import type { FormDraft } from '../../../forms/form-draft.ts';
import type { ProgrammeContent, ProgrammeTemplate } from '../../../forms/programme.ts';
import type { ProgrammeSettings } from '../../../forms/programme-settings.ts';
import type { Db } from '../../../platform/database.ts';
import { contentOf } from '../identity/rules.ts';
import type { Programme } from '../model.ts';
import { type DecisionRow, findOrigin, listDecisions } from './queries.ts';
import {
  type Bases,
  type Compared,
  compared,
  formIn,
  type Offer,
  type Part,
  partOfForm,
  type Said,
  saidBy,
} from './rules.ts';
import { formOffer } from './rules-forms.ts';
import { settingsOffer } from './rules-settings.ts';

/** A programme beside today's template, and what was decided about that. */
export type Mended = {
  template: ProgrammeTemplate;
  /** What the template says to this programme. */
  said: Said;
  /** Stands for it: something else is said under another one. */
  seen: string;
  /** What the programme said when it was made. */
  first: ProgrammeContent;
  inForce: ProgrammeContent;
  /** The newest decision about each part. */
  decided: ReadonlyMap<string, DecisionRow>;
  now: Compared;
  /** What would be compared if the newest decision about a part were taken back. */
  again: Compared;
};

type About = {
  templates: readonly ProgrammeTemplate[];
  programme: Programme;
  /** Its first version. */
  first: Programme;
};

/** Nothing for a programme that was made from no template which this installation has. */
export async function findMended(
  db: Db,
  { templates, programme, first: made }: About,
): Promise<Mended | undefined> {
  const origin = await findOrigin(db, programme.id);
  const template = templates.find(({ code }) => code === origin?.template);
  if (!origin || !template) return undefined;
  const said = saidBy(template, origin.without);
  const [first, inForce] = [contentOf(made), contentOf(programme)];
  const decisions = Map.groupBy(await listDecisions(db, programme.id), ({ part }) => part);
  const bases =
    (nth: number): Bases =>
    (part) =>
      decisions.get(part)?.[nth]?.said ?? first;
  const newest = [...decisions].map(([part, [row]]) => [part, row as DecisionRow] as const);
  return {
    ...{ template, said, first, inForce },
    seen: createHash('sha256').update(JSON.stringify(said)).digest('base64url'),
    decided: new Map(newest),
    now: compared(said, bases(0), inForce),
    again: compared(said, bases(1), inForce),
  };
}

/** What is offered of a form, over the draft that it has. */
export function offeredForm(
  { now, inForce }: Mended,
  code: string,
  draft: FormDraft | null,
): Offer<FormDraft> | undefined {
  return formOffer(code, now, inForce, draft);
}

export function offeredSettings(
  { now, inForce }: Mended,
  draft: ProgrammeSettings | null,
): Offer<ProgrammeSettings> | undefined {
  return settingsOffer(now, inForce, draft);
}

/** Whether anything would be offered of a part again if the newest decision about it were taken back. */
export function isStillMended({ again, inForce }: Mended, part: Part): boolean {
  if (part === 'settings') return settingsOffer(again, inForce, null) !== undefined;
  return formOffer(formIn(part), again, inForce, null) !== undefined;
}

/** The parts of which something is offered, whatever drafts there are. */
export function offeredParts({ said, now, inForce }: Mended): Part[] {
  const forms = said.forms
    .map(({ definition }) => definition.code)
    .filter((code) => formOffer(code, now, inForce, null));
  return [
    ...(settingsOffer(now, inForce, null) ? (['settings'] as const) : []),
    ...forms.map(partOfForm),
  ];
}
