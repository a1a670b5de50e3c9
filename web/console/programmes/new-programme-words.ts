import { defineWords } from '../../shared/i18n.ts';

export const newProgrammeWords = defineWords('console-new-programme', {
  zh: {
    newProgramme: '新建项目',
    newProgrammeNote:
      '模板带来表单和填报规则；名称、联系方式和文字由您填写。以后更换或升级模板，不影响已建的项目。',
    chooseTemplate: '选择模板',
    parts: '这个项目包含',
    initialPassword: '初始密码',
    initialPasswordHint: '项目建好后不能更改。',
    initial_date: '证件上的日期',
    initialNote_date:
      '无需发放，每人从自己的证件上就能知道。但日期容易被认识本人或见过证件的人猜到。',
    initial_random: '发放一次性密码',
    initialNote_random:
      '导入名单时为每人生成随机密码，由您导出后发给本人；本人设置账号后即失效。更安全，名单也不需要证件日期。手机端和电脑端共用一个账号。',
    code: '项目代码',
    codeHint: '出现在网址中：/portal/{code}/。小写字母开头，可用数字和连字符，之后不能修改。',
    codePattern: '小写字母开头，2 到 31 位，可用小写字母、数字和连字符。',
    days: '起止日期',
    daysHint: '没有个人日期的人在这些日期内填报；填报期由所填日期决定的人可能更早开始。',
    runBy: '由哪个机构管理',
    existingPlace: '已有机构',
    newPlace: '新建机构',
    above: '上级机构',
    placeCode: '机构代码',
    placeZh: '中文名称',
    placeEn: '英文名称',
    create: '新建项目',
    created: '项目已建好。下一步：导入名单。',
    createdOpen: '项目已建好。居民现在就可以从下面的网址进入并注册。',
    noTemplates: '没有可用的模板',
  },
  en: {
    newProgramme: 'New programme',
    newProgrammeNote:
      'The template brings forms and rules of reporting; names, contacts and texts are yours. Later changes to the template do not affect the programme.',
    chooseTemplate: 'Template',
    parts: 'This programme has',
    initialPassword: 'Initial passwords',
    initialPasswordHint: 'This cannot be changed later.',
    initial_date: 'A date on the person’s document',
    initialNote_date:
      'Nothing to hand out: people find it on their own document. But whoever knows the person or has seen the document can guess it.',
    initial_random: 'One-time passwords that you hand out',
    initialNote_random:
      'Each person gets a random password with the roster. You export the list and hand them out; a password is gone once its owner has set up an account. Safer, and the roster needs no document dates. Phone and PC share one account.',
    code: 'Code',
    codeHint:
      'Used in URLs: /portal/{code}/. Starts with a lower-case letter; may contain digits and hyphens. Cannot be changed later.',
    codePattern: '2 to 31 lower-case letters, digits or hyphens, starting with a letter.',
    days: 'Dates',
    daysHint:
      'People without dates of their own report on these days. People whose days depend on a date that they report may start earlier.',
    runBy: 'Run by',
    existingPlace: 'Existing organisation',
    newPlace: 'New organisation',
    above: 'Parent organisation',
    placeCode: 'Organisation code',
    placeZh: 'Chinese name',
    placeEn: 'English name',
    create: 'Create programme',
    created: 'Programme created. Next: import a roster.',
    createdOpen: 'Programme created. People can come in and register at the address below.',
    noTemplates: 'No templates available',
  },
});
