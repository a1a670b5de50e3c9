import { definePermissions } from '../../platform/scope.ts';

export const placePermissions = definePermissions('place', {
  read: {
    roles: ['administrator', 'organiser', 'reader'],
    zh: '查看机构',
    en: 'See places',
  },
  manage: {
    roles: ['administrator', 'organiser'],
    zh: '添加和修改机构',
    en: 'Add and change places',
  },
});
