import { defineWords } from '../../shared/i18n.ts';

export const detailsWords = defineWords('console-programme-details', {
  zh: {
    addresses: '参加者从这里进入',
    addressesHint: '把网址发给参加者，或打印二维码。网址里的代码和时区建好后不能修改。',
    portal: '手机端网址',
    desk: '电脑端网址',
    code: '项目代码',
    zone: '时区',
    qr: '打开二维码页面，可张贴或让参加者扫描',
    localOnly:
      '现在的网址只在这台电脑上有效。请从参加者能访问的地址打开管理后台，或在服务器上设置 PUBLIC_URL。',
    days: '起止日期',
    daysNote: '活动改期时在这里修改。没有个人日期的人在这些日期内填报。',
    startsOn: '第一天',
    endsOn: '最后一天',
    endsBeforeStart: '最后一天不能早于第一天。',
    effectTitle: '保存后会这样',
    effectNobody: '还没有人参加，不影响任何人。',
    effectNone: '所有 {count} 人的填报日期都不变。',
    effectAll: '{count} 人的填报日期会跟着改变。',
    effectMoved:
      '{count} 人的填报日期会跟着改变；其余 {rest} 人不变，他们有自己的日期，或由自己填报的日期决定。',
    effectMissed:
      '今天以前有 {days} 天变成要填报的日子：没有自己日期的人里，有 {count} 人会立即显示漏填，可以补填。',
    effectMissedFixed:
      '今天以前有 {days} 天变成要填报的日子：没有自己日期的人里，有 {count} 人会立即显示漏填，而且不能补填。',
    effectForgiven: '{count} 人不再算漏填，共 {days} 人次。',
    effectExtra:
      '{count} 人已经填报的内容不再属于要填报的日子，共 {days} 人次；内容全部保留，照样可以查看和导出。',
    effectOutside: '{count} 人自己的日期有一部分不在新的起止日期内，不会自动修改，请在名单中核对。',
    effectUnknown: '现在不能算出会影响谁。',
    confirmTitle: '修改起止日期？',
    confirm: '修改日期并保存',
  },
  en: {
    addresses: 'Where participants come in',
    addressesHint:
      'Send participants the address, or print the QR code. Code and time zone cannot be changed once the programme is made.',
    portal: 'Address for phones',
    desk: 'Address for PCs',
    code: 'Programme code',
    zone: 'Time zone',
    qr: 'Open the page with the QR code, to be put up or scanned',
    localOnly:
      'These addresses work on this computer only. Open the console at an address that participants can reach, or set PUBLIC_URL on the server.',
    days: 'Dates',
    daysNote:
      'To be changed when the event is put off. People without dates of their own report on these days.',
    startsOn: 'First day',
    endsOn: 'Last day',
    endsBeforeStart: 'The last day cannot be before the first.',
    effectTitle: 'What saving will do',
    effectNobody: 'Nobody takes part yet: nobody is affected.',
    effectNone: 'The reporting days of all {count} people stay as they are.',
    effectNone_one: 'The reporting days of the one person who takes part stay as they are.',
    effectAll: 'The reporting days of {count} people follow.',
    effectAll_one: 'The reporting days of one person follow.',
    effectMoved:
      'The reporting days of {count} people follow; those of the other {rest} stay, because they have dates of their own or ones that depend on what they report.',
    effectMoved_one:
      'The reporting days of one person follow; those of the other {rest} stay, because they have dates of their own or ones that depend on what they report.',
    effectMissed:
      'Days before today that become due: {days}. Of those without dates of their own, {count} people will have missed reports at once, which they can still fill in.',
    effectMissed_one:
      'Days before today that become due: {days}. One person without dates of their own will have missed reports at once, which they can still fill in.',
    effectMissedFixed:
      'Days before today that become due: {days}. Of those without dates of their own, {count} people will have missed reports at once, which cannot be filled in any more.',
    effectMissedFixed_one:
      'Days before today that become due: {days}. One person without dates of their own will have missed reports at once, which cannot be filled in any more.',
    effectForgiven: 'Missed reports of {count} people no longer count as missed: {days} in all.',
    effectForgiven_one: 'Missed reports of one person no longer count as missed: {days} in all.',
    effectExtra:
      'Reports that {count} people have sent will be for days that are no longer due: {days} in all. They are kept, and can be read and exported as before.',
    effectExtra_one:
      'Reports that one person has sent will be for days that are no longer due: {days} in all. They are kept, and can be read and exported as before.',
    effectOutside:
      '{count} people have dates of their own that do not all lie within the new ones. These are not changed: please check them in the roster.',
    effectOutside_one:
      'One person has dates of their own that do not all lie within the new ones. These are not changed: please check them in the roster.',
    effectUnknown: 'Whom this affects cannot be told right now.',
    confirmTitle: 'Change the dates?',
    confirm: 'Change dates and save',
  },
});
