import { defineWords } from '../../../shared/i18n.ts';

export const words = defineWords('field-screening-answers', {
  zh: {
    optional: '{title}（选填）',
    notLoaded: '这部分现在打不开，可以先登记体温。',
    incomplete: '登记时的表单后来有改动，有些内容未能读取。',
    answers: '其他信息',
  },
  en: {
    optional: '{title} (optional)',
    notLoaded: 'These questions cannot be opened now. You can record the temperature without them.',
    incomplete: 'The form was changed after the check was made, and not all of it could be read.',
    answers: 'Further information',
  },
});
