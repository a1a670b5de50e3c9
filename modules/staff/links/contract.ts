import { Type } from 'typebox';
import { defineAuditActions, defineProblems, type Endpoint } from '../../../platform/contract.ts';
import { Me } from '../../people/contract.ts';
import { StaffName, Username } from '../contract-schemas.ts';

const Password = Type.String({ minLength: 1, maxLength: 200 });

/** Links that are made on the machine itself: for the first administrator, and for one who forgot the password. */
export const linkEndpoints = {
  createFirstAdministrator: {
    method: 'POST',
    path: '/first-administrator',
    summary: 'Makes the first administrator of an empty installation by the link from the terminal',
    body: Type.Object({
      token: Type.String({ minLength: 1, maxLength: 200 }),
      username: Username,
      name: StaffName,
      password: Password,
    }),
    response: Type.Object({ me: Me }),
  },
  setAdministratorPassword: {
    method: 'POST',
    path: '/administrator-link',
    summary: 'Sets the password of an administrator anew by a link from the terminal',
    body: Type.Object({ token: Type.String({ minLength: 1, maxLength: 200 }), password: Password }),
    response: Type.Object({ me: Me }),
  },
} as const satisfies Record<string, Endpoint>;

export const linkProblems = defineProblems({
  first_link_invalid: {
    status: 410,
    zh: '链接无效或已过期，请在终端重新启动以获取新的链接。',
    en: 'The link is no longer valid. Restart the server to get a new one.',
  },
  administrator_link_invalid: {
    status: 410,
    zh: '链接无效或已过期，请在服务器上重新生成。',
    en: 'The link is no longer valid. Make a new one on the server.',
  },
});

export const linkActions = defineAuditActions({
  'staff.first_administrator': { zh: '创建第一个管理员', en: 'Created the first administrator' },
  'staff.link_made': {
    zh: '在服务器上生成管理员登录链接',
    en: 'Made a link for an administrator on the server',
  },
  'staff.link_used': {
    zh: '通过服务器上的链接重设管理员密码',
    en: 'Reset an administrator’s password by the link from the server',
  },
});
