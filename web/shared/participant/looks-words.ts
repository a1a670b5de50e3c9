import { defineWords } from '../i18n.ts';

/** What portal and desk both say of those who looked at one's data. */
export const looksWords = defineWords('participant-looks', {
  zh: {
    looks: '谁看过我的信息',
    ofWard: '谁看过此人的信息',
    intro:
      '员工每次查看、修改或导出您的信息，都会记在这里。这里写明其机构和职责；如想知道具体是谁，请联系该机构。',
    empty: '还没有人看过',
    emptyText: '有员工查看、修改或导出您的信息后，会出现在这里。',
    inList: '与其他人一起出现在名单中',
    reason: '原因：{reason}',
    left: '已离任的员工',
    more: '显示更多',
  },
  en: {
    looks: 'Who viewed my data',
    ofWard: 'Who viewed this person’s data',
    intro:
      'Each time staff view, change or export your data, it is listed here with their organisation and role. To learn who it was, please ask that organisation.',
    empty: 'Nobody has viewed your data yet',
    emptyText: 'Once staff view, change or export your data, it will appear here.',
    inList: 'Shown in a list with others',
    reason: 'Reason: {reason}',
    left: 'Staff who have left since',
    more: 'Show more',
  },
});
