import { defineWords } from '../../shared/i18n.ts';
import { codeMenuWords } from './menu-words.ts';

export const codePeopleWords = defineWords(
  'console-code-people',
  {
    zh: {
      peopleNote: '此刻的码色，按机构排列。',
      counted: '总览中的人数统计于 {time}，与这里可能略有出入。',
      colour: '码色',
      label: '原因',
      sinceHead: '开始时间（{zone}）',
      none: '没有人是“{colour}”',
      noneHint: '可以选择其他码色或机构。',
      searching: '人数较多，还没有查完。',
      goOn: '继续查找',
    },
    en: {
      peopleNote: 'Colours at this moment, organisation by organisation.',
      counted: 'The overview was counted at {time}, so that its figures may be a little different.',
      colour: 'Colour',
      label: 'Why',
      sinceHead: 'Since ({zone})',
      none: 'Nobody: {colour}',
      noneHint: 'You can choose another colour or organisation.',
      searching: 'There are many people, and not all have been looked at yet.',
      goOn: 'Keep searching',
    },
  },
  codeMenuWords,
);
