import { defineWords } from '../../shared/i18n.ts';

export const sortWords = defineWords('console-sort', {
  zh: {
    sort: '排序',
    usual: '默认顺序',
    added: '按加入顺序',
    newest: '最新的在前',
    oldest: '最早的在前',
    run: '连续未报最久的在前',
    by: '按{what}排序',
    file: '文件名',
    who: '上传人',
    jump: '跳转',
    jumpName: '跳到姓名或首字母',
    jumpKnown: '跳到{known}',
    letters: '首字母',
  },
  en: {
    sort: 'Sort',
    usual: 'Usual order',
    added: 'In the order added',
    newest: 'Newest first',
    oldest: 'Oldest first',
    run: 'Longest without a report first',
    by: 'By {what}',
    file: 'file name',
    who: 'uploader',
    jump: 'Go',
    jumpName: 'Go to a name or letter',
    jumpKnown: 'Go to {known}',
    letters: 'Initials',
  },
});
