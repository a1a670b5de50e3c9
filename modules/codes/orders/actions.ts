import { randomUUID } from 'node:crypto';
import type { BodyOf } from '../../../platform/contract.ts';
import type { Platform, Tx } from '../../../platform/platform.ts';
import { brokenConstraint, getOrNotFound, Problem } from '../../../platform/problems.ts';
import type { Actor, PlaceScope } from '../../../platform/scope.ts';
import { notify } from '../../notices/public.ts';
import { type Programme, programmeAt } from '../../programmes/public.ts';
import { mayBeOnePerson, onePersonProblem } from '../../staff/public.ts';
import { acceptAppealsAgainst } from '../appeals/queries.ts';
import { type codes, codesProblems } from '../contract.ts';
import { recordsOfPerson, withSurvivors } from '../evaluate/merges.ts';
import { colouredOf, takeUp } from '../evaluate/store.ts';
import { type CodePerson, findPerson } from '../view/queries-person.ts';
import { type OrderState, ordersPerDay } from './contract.ts';
import {
  countOrdersBy,
  decideOrder,
  findActingPlace,
  findOrder,
  findSubject,
  insertOrder,
  lockOrder,
  type OrderRow,
} from './queries.ts';
import { refusalOfDecision, refusalOfProposal } from './rules.ts';
import { openOrders } from './state.ts';

const day = 24 * 60 * 60_000;

function refuse(refusal: keyof typeof codesProblems | 'accounts_of_one_hand' | null): void {
  if (refusal === 'accounts_of_one_hand') throw onePersonProblem();
  if (refusal) throw new Problem(codesProblems[refusal], { params: { count: ordersPerDay } });
}

/** Proposes a colour for one person. Nothing changes until somebody else approves it. */
export async function proposeOrder(
  platform: Platform,
  actor: Actor,
  scope: PlaceScope,
  { enrolmentId, rule, reason, evidence }: BodyOf<typeof codes.proposeOrder>,
): Promise<{ id: string }> {
  const person = getOrNotFound(await findPerson(platform.db, scope, enrolmentId));
  const programme = await programmeAt(platform, person.programmeId, person.programmeVersion);
  const { colours } = programme.definition;
  const isByHand = colours?.rules.find(({ code }) => code === rule)?.byHand;
  return platform.transaction(actor, async (tx) => {
    await checkProposal(tx, actor, person, isByHand ?? false);
    if ((await openOrders(tx, colours, enrolmentId)).some((each) => each.rule === rule)) {
      throw new Problem(codesProblems.order_exists);
    }
    const placeId = getOrNotFound(await findActingPlace(tx.db, scope, person.placeId));
    return propose(tx, actor, person, { rule, ends: null, placeId, reason, evidence });
  });
}

/** Proposes to end a colour that was given by hand, by the organisation that gave it or one above. */
export async function proposeEnd(
  platform: Platform,
  actor: Actor,
  scope: PlaceScope,
  { id, reason, evidence }: { id: string; reason: string; evidence: string },
): Promise<{ id: string }> {
  const order = getOrNotFound(await findOrder(platform.db, scope, id));
  const { programmeId, programmeVersion, enrolmentId } = order;
  const programme = await programmeAt(platform, programmeId, programmeVersion);
  return platform.transaction(actor, async (tx) => {
    await checkProposal(tx, actor, order, true);
    if (!(await isOpen(tx, programme, enrolmentId, id)))
      throw new Problem(codesProblems.order_over);
    const { rule, orderPlaceId: placeId } = order;
    return propose(tx, actor, order, { rule, ends: id, placeId, reason, evidence });
  });
}

/**
 * Proposes to end an order because somebody's appeal against it was accepted; the answer is the reason, and what the
 * person wrote the evidence. Says whether there is anything to end.
 */
export async function proposeEndOfAppeal(
  tx: Tx,
  actor: Actor,
  programme: Programme,
  appeal: Pick<CodePerson, 'enrolmentId' | 'programmeId' | 'personId'> & {
    rule: string;
    order: string;
    placeId: number;
    words: string;
    answer: string;
  },
): Promise<boolean> {
  const { enrolmentId, rule, order: ends, placeId, words: evidence, answer: reason } = appeal;
  await checkProposal(tx, actor, appeal, true);
  if (!(await isOpen(tx, programme, enrolmentId, ends))) return false;
  await propose(tx, actor, appeal, { rule, ends, placeId, reason, evidence });
  return true;
}

async function isOpen(tx: Tx, programme: Programme, enrolmentId: number, id: string) {
  return (await openAt(tx, programme, enrolmentId, id)).length > 0;
}

/** The records of a person at which an order holds: more than one where records were merged. */
async function openAt(
  tx: Tx,
  { definition: { colours } }: Programme,
  enrolmentId: number,
  id: string,
): Promise<number[]> {
  const records = (await recordsOfPerson(tx, enrolmentId)).toSorted((a, b) => a - b);
  const open: number[] = [];
  for (const record of records) {
    const orders = await openOrders(tx, colours, record);
    if (orders.some((each) => each.id === id)) open.push(record);
  }
  return open;
}

async function checkProposal(
  tx: Tx,
  { personId: me }: Actor,
  { personId }: Pick<CodePerson, 'personId'>,
  isByHand: boolean,
): Promise<void> {
  const since = new Date(tx.now.getTime() - day);
  const { proposed: lately } = await countOrdersBy(tx.db, me, since);
  const subject = await findSubject(tx.db, me, personId);
  refuse(refusalOfProposal({ isByHand, subject, lately }));
}

async function propose(
  tx: Tx,
  actor: Actor,
  {
    enrolmentId,
    programmeId,
    personId,
  }: Pick<CodePerson, 'enrolmentId' | 'programmeId' | 'personId'>,
  order: Pick<
    Parameters<typeof insertOrder>[1],
    'rule' | 'ends' | 'placeId' | 'reason' | 'evidence'
  >,
): Promise<{ id: string }> {
  const id = randomUUID();
  try {
    await insertOrder(tx.db, {
      ...{ id, enrolmentId, programmeId, ...order },
      ...{ by: actor.personId, at: tx.now },
    });
  } catch (error) {
    if (brokenConstraint(error) !== 'code_orders_one_at_a_time') throw error;
    throw new Problem(codesProblems.order_waiting);
  }
  const details = { programmeId, orderId: id, rule: order.rule };
  await tx.audit({ action: 'order.proposed', personId, placeId: order.placeId, details });
  return { id };
}

/** Approves or refuses what somebody else proposed; the code changes in the same transaction. */
export async function decide(
  platform: Platform,
  actor: Actor,
  scope: PlaceScope,
  { id, note = null }: { id: string; note?: string | null },
): Promise<{ ok: true }> {
  const order = getOrNotFound(await findOrder(platform.db, scope, id));
  const { programmeId, programmeVersion } = order;
  const programme = await programmeAt(platform, programmeId, programmeVersion);
  await platform.transaction(actor, async (tx) => {
    const state = getOrNotFound(await lockOrder(tx.db, id));
    const { decided: lately } = await countOrdersBy(
      tx.db,
      actor.personId,
      new Date(tx.now.getTime() - day),
    );
    const subject = await findSubject(tx.db, actor.personId, order.personId);
    const { proposedBy } = order;
    const known = {
      ...{ state, proposedBy, subject, lately },
      isOneHand: await mayBeOnePerson(tx, proposedBy, actor.personId),
    };
    refuse(refusalOfDecision(actor.personId, known));
    await settle(tx, actor, order, note === null ? 'approved' : 'refused', note);
    if (note === null) await carryOut(tx, actor, programme, order);
  });
  return { ok: true };
}

/** Whoever proposed it takes it back while nobody has decided it. */
export async function withdrawOrder(
  platform: Platform,
  actor: Actor,
  scope: PlaceScope,
  id: string,
): Promise<{ ok: true }> {
  const order = getOrNotFound(await findOrder(platform.db, scope, id));
  if (order.proposedBy !== actor.personId) throw new Problem(codesProblems.order_decided);
  await platform.transaction(actor, async (tx) => {
    if ((await lockOrder(tx.db, id)) !== 'proposed') throw new Problem(codesProblems.order_decided);
    await settle(tx, actor, order, 'withdrawn', null);
  });
  return { ok: true };
}

async function settle(
  tx: Tx,
  actor: Actor,
  { id, rule, personId, programmeId, orderPlaceId: placeId }: OrderRow,
  state: Exclude<OrderState, 'proposed'>,
  note: string | null,
): Promise<void> {
  await decideOrder(tx.db, id, { state, by: actor.personId, at: tx.now, note });
  const details = { programmeId, orderId: id, rule };
  await tx.audit({ action: `order.${state}`, personId, placeId, details });
}

/** What was approved holds from now on, and the person hears of it. */
async function carryOut(
  tx: Tx,
  { personId: approverId }: Actor,
  programme: Programme,
  order: OrderRow,
): Promise<void> {
  const { id, rule, ends, enrolmentId, orderPlaceId: placeId, reason, evidence } = order;
  const coloured = colouredOf(programme);
  const isByHand = coloured?.colours.rules.find(({ code }) => code === rule)?.byHand;
  if (!coloured || !(isByHand || ends)) throw new Problem(codesProblems.rule_not_by_hand);
  const by = { actorId: order.proposedBy, approverId, placeId, note: reason, evidence };
  if (ends) {
    const records = await openAt(tx, programme, enrolmentId, ends);
    if (records.length === 0) throw new Problem(codesProblems.order_over);
    const change = { kind: 'order_ended' as const, id: ends };
    await takeUp(
      tx,
      coloured,
      records.map((each) => ({ enrolmentId: each, change, ...by })),
    );
    await closeAppeals(tx, { ...order, ends }, approverId);
  } else {
    const change = { kind: 'order' as const, id, rule };
    await takeUp(tx, coloured, await withSurvivors(tx, [{ enrolmentId, change, ...by }]));
  }
  await tellPerson(tx, programme, order);
}

async function closeAppeals(
  tx: Tx,
  order: OrderRow & { ends: string },
  approverId: string,
): Promise<void> {
  const { enrolmentId, programmeId, personId, ends, reason: answer, orderPlaceId: placeId } = order;
  const accepted = { by: approverId, at: tx.now, answer };
  for (const appealId of await acceptAppealsAgainst(tx.db, enrolmentId, ends, accepted)) {
    const details = { programmeId, appealId };
    await tx.audit({ action: 'appeal.accepted', personId, placeId, details });
  }
}

async function tellPerson(
  tx: Tx,
  { realm, definition }: Programme,
  order: OrderRow,
): Promise<void> {
  const label = definition.colours?.rules.find(({ code }) => code === order.rule)?.label;
  const words = order.ends
    ? {
        zh: `${order.orderPlaceZh}解除了您的认定“${label?.zh}”。`,
        en: `${order.orderPlaceEn} has lifted “${label?.en}” from your health code.`,
      }
    : {
        zh: `${order.orderPlaceZh}将您认定为“${label?.zh}”，您的码色已经改变。您可以查看原因，也可以申诉。`,
        en: `${order.orderPlaceEn} has decided “${label?.en}”, and your health code has changed. You can see why, and appeal.`,
      };
  const notice = { realm, kind: 'codes.order', key: `codes.order/${order.id}`, link: '/code' };
  await notify(tx, [{ ...notice, ...words, personId: order.personId }]);
}
