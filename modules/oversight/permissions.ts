import { definePermissions } from '../../platform/scope.ts';

export const auditPermissions = definePermissions('audit', {
  read: { roles: ['administrator'], zh: '查看审计记录', en: 'See the audit trail' },
});
