import { definePermissions } from '../../platform/scope.ts';

export const staffPermissions = definePermissions('staff', {
  read: { roles: ['administrator'], zh: '查看工作人员', en: 'See staff' },
  manage: {
    roles: ['administrator'],
    zh: '管理工作人员及其角色',
    en: 'Manage staff and their roles',
  },
});
