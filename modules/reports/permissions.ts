import { definePermissions } from '../../platform/scope.ts';

export const reportPermissions = definePermissions('report', {
  read: {
    roles: ['administrator', 'organiser', 'reader'],
    zh: '查看填报情况',
    en: 'See who reported and what needs attention',
  },
  remind: {
    roles: ['administrator', 'organiser'],
    zh: '提醒未填报人员',
    en: 'Remind those who have not reported',
  },
  export: {
    roles: ['administrator', 'organiser'],
    zh: '导出填报内容',
    en: 'Export reports',
  },
});

export const personPermissions = definePermissions('person', {
  read: {
    roles: ['administrator', 'organiser', 'reader'],
    zh: '查看个人填报内容',
    en: 'See one person with every report',
  },
});
