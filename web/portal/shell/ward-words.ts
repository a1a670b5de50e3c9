import { defineWords } from '../../shared/i18n.ts';

export const wardWords = defineWords('portal-ward', {
  zh: {
    acting: '正在为 {name} 代办',
    back: '返回本人',
    goneTitle: '您已不能为此人代办',
    gone: '代办关系已结束，或对方已不在名单中。',
    unsent: '为对方填写的 {count} 份内容没有送出，仍保存在本机，也不会作为您本人的提交。',
    clear: '删除这些内容',
    cleared: '已删除',
    queued: '为家人填写的内容有 {count} 份还没有送出',
    queuedGo: '查看',
  },
  en: {
    acting: 'Acting for {name}',
    back: 'Back to mine',
    goneTitle: 'You no longer act for this person',
    gone: 'The link was ended, or they take part no longer.',
    unsent:
      'Filled in for them and not sent: {count}. It is still kept on this device, and is never sent as your own.',
    clear: 'Delete it',
    cleared: 'Deleted',
    queued: 'Filled in for family and not sent yet: {count}',
    queuedGo: 'See',
  },
});
