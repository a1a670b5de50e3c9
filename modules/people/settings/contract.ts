import { Type } from 'typebox';
import { Done, defineProblems, type Endpoint } from '../../../platform/contract.ts';

/** Which page or table it is of, such as `columns.checks`. */
const Code = Type.Object({ code: Type.String({ pattern: '^[a-z][a-z0-9.-]{0,59}$' }) });

/** What a page remembers; each reads what it wrote itself, and takes nothing for granted. */
const Value = Type.Unsafe<unknown>({});

/** The part of the contract that is about how somebody likes a page to be: it goes with the account. */
export const settingEndpoints = {
  setting: {
    method: 'GET',
    path: '/settings/:code',
    summary: 'What a page remembers for one’s own account; null where nothing is',
    params: Code,
    response: Type.Object({ value: Value }),
  },
  keepSetting: {
    method: 'PUT',
    path: '/settings/:code',
    summary: 'Remembers something for one’s own account; null forgets it',
    params: Code,
    body: Type.Object({ value: Value }),
    response: Done,
  },
} as const satisfies Record<string, Endpoint>;

export const settingProblems = defineProblems({
  setting_too_large: {
    status: 422,
    zh: '要保存的内容过多。请先删除不再需要的部分。',
    en: 'This is too much to be saved. Please delete what is not needed any more.',
  },
});
