import type { ProgrammeIdentity } from '../../forms/programme.ts';

/** Another kind of event than the template's example: a school's sports day, as its office would type it. */
export const sportsDay: ProgrammeIdentity = {
  name: {
    zh: '青松中学 2026 年秋季田径运动会',
    en: 'Green Pine Middle School Autumn Sports Day 2026',
  },
  shortName: { zh: '运动会', en: 'Sports Day' },
  organiser: { zh: '青松中学体育组', en: 'Green Pine Physical Education Office' },
  contacts: { phone: '+86 431 8888 0000', mail: 'sports@greenpine.example', cards: [] },
  brand: { colour: '#0b4f6c' },
  card: {
    label: { zh: '学号', en: 'Student number' },
    hint: { zh: '学生证上的 8 位数字', en: 'The 8 digits on the student card' },
    pattern: '[0-9]{8}',
  },
  declaration: {
    title: { zh: '诚实填报', en: 'Honest answers' },
    text: { zh: '我保证如实填写。', en: 'I promise to answer truthfully.' },
  },
  groups: [
    {
      code: 'students',
      name: { zh: '学生', en: 'Students' },
      services: ['health', 'support', 'guide'],
    },
    { code: 'teachers', name: { zh: '老师', en: 'Teachers' }, services: ['health', 'guide'] },
  ],
  pages: [
    {
      code: 'guide',
      title: { zh: '怎么填', en: 'How it works' },
      body: {
        zh: '用学号登录。\n\n每天早上填一次。',
        en: 'Sign in with your student number.\n\nReport once every morning.',
      },
    },
  ],
};

/** What a sports day has no use for. */
export const sportsDayWithout = ['entry', 'vaccination'];

/** What only somebody at Beijing 2022 would expect to read. */
export const wordsOfTheGames =
  /冬奥|冬残奥|奥林匹克|残奥|奥组委|2022 年|北京 ?2022|注册卡|注册号|注册人|注册中心|持卡用户|防疫手册|olympic|paralympic|beijing ?2022|my ?2022|accreditation|card holder|playbook|66689901|13724650000/i;
