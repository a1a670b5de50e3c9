import { definePermissions } from '../../platform/scope.ts';

export const programmePermissions = definePermissions('programme', {
  read: {
    roles: ['administrator', 'organiser', 'reader'],
    zh: '查看项目',
    en: 'See programmes',
  },
  create: { roles: ['administrator'], zh: '新建项目', en: 'Create programmes' },
});

export const rosterPermissions = definePermissions('roster', {
  read: {
    roles: ['administrator', 'organiser', 'reader'],
    zh: '查看名单',
    en: 'See rosters',
  },
  import: { roles: ['administrator', 'organiser'], zh: '导入名单', en: 'Import rosters' },
});

export const personPermissions = definePermissions('person', {
  reset: {
    roles: ['administrator', 'organiser'],
    zh: '重置人员的登录信息',
    en: 'Reset how a person signs in',
  },
});
