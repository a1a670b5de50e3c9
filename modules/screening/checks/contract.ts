import { Type } from 'typebox';
import { codeColours } from '../../../forms/colours.ts';
import {
  Done,
  defineAuditActions,
  definePermissions,
  defineProblems,
  type Endpoint,
  Id,
  Instant,
} from '../../../platform/contract.ts';
import {
  AnswerValues,
  CheckSummary,
  Colour,
  RowId,
  Temperature,
  Way,
} from '../contract-schemas.ts';

/** A check as the phone made it. */
const Check = Type.Object({
  id: Id,
  siteId: RowId,
  way: Way,
  /** When it was made, in the server’s time as far as the phone knows it. */
  checkedAt: Instant,
  temperature: Temperature,
  remark: Type.Optional(Type.String({ maxLength: 200 })),
  /** By the version of the form that the phone had. */
  answers: Type.Optional(Type.Object({ formVersionId: RowId, values: AnswerValues })),
  /** What the scanner’s phone showed. */
  shown: Type.Enum([...codeColours, 'unconfirmed']),
});

const Recorded = Type.Object({
  id: Id,
  /** The person’s colour after the check. */
  colour: Colour,
  /** The temperature is high: the site’s seniors are told. */
  high: Type.Boolean(),
  /** Until then it can be undone. */
  undoUntil: Instant,
  conflict: CheckSummary.properties.conflict,
});

export const checkEndpoints = {
  check: {
    method: 'POST',
    path: '/checks',
    summary:
      'Records a check. The same id sent again is answered as the first time; one that was made without a network may come days later',
    body: Check,
    response: Recorded,
  },
  handIn: {
    method: 'POST',
    path: '/checks/handed-in',
    summary:
      'Records a check that waited on the phone of a scanner who was shut out meanwhile; it says so, and changes no colour',
    body: Type.Object({
      /** What a sign-in that was refused as `shut_out` gave, good for a quarter of an hour. */
      proof: Type.String({ minLength: 1, maxLength: 600 }),
      check: Check,
    }),
    response: Recorded,
  },
  undo: {
    method: 'POST',
    path: '/checks/:id/undo',
    summary: 'Undoes a check of one’s own that was mistyped, shortly after it was recorded',
    params: Type.Object({ id: Id }),
    body: Type.Object({}),
    response: Done,
  },
} as const satisfies Record<string, Endpoint>;

export const checkProblems = defineProblems({
  own_check: {
    status: 403,
    zh: '不能为自己登记。请由其他扫码员登记。',
    en: 'You cannot record your own check. Ask another scanner.',
  },
  code_used: {
    status: 409,
    zh: '这次出示的码已经登记过一次。',
    en: 'A check has been recorded already for this showing of the code.',
  },
  check_in_future: {
    status: 422,
    zh: '登记时间晚于现在：请校准本机时间。',
    en: 'The check is dated in the future. Please set the clock of this phone.',
  },
  check_too_old: {
    status: 422,
    zh: '登记时间早于 {days} 天前，不再接收。',
    en: 'The check is more than {days} days old and is not taken any more.',
  },
  check_id_reused: {
    status: 409,
    zh: '此编号已用于另一条记录。',
    en: 'This id belongs to another record.',
  },
  undo_too_late: {
    status: 409,
    zh: '超过 {minutes} 分钟，不能撤销。请重新测量并登记。',
    en: 'After {minutes} minutes a check cannot be undone. Please measure again and record it.',
  },
});

export const checkPermissions = definePermissions({
  'check.make': { zh: '在站点登记人员', en: 'Check people at sites' },
});

export const checkActions = defineAuditActions({
  'check.handed_in': {
    zh: '补交登记（账号已停用）',
    en: 'Handed in a check after having been disabled',
  },
  'check.undone': { zh: '撤销登记', en: 'Undid a check' },
});
