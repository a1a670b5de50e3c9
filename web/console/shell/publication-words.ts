import { defineWords } from '../../shared/i18n.ts';

/** How far everybody has followed a version of a programme that was published. */
export const publicationWords = defineWords('console-publications', {
  zh: {
    noVersions: '还没有发布过新版本。',
    versions: '最近发布的版本',
    version: '版本',
    publishedAt: '发布时间',
    publishedBy: '发布人',
    followed: '处理进度',
    bySystem: '系统',
    step_days: '填报日期与统计',
    step_colours: '码色',
    stepDone: '{done} / {total} 人',
    nobodyConcerned: '无须重新计算',
    state_done: '已完成',
    state_working: '处理中',
    state_failed: '已中断',
    resume: '继续处理',
    working: '正在按第 {version} 版为每个人重新计算',
    stopped: '按第 {version} 版的重新计算已中断，已处理的部分有效，可以继续。',
  },
  en: {
    noVersions: 'No version was published since the programme was made.',
    versions: 'Versions published lately',
    version: 'Version',
    publishedAt: 'Published',
    publishedBy: 'By',
    followed: 'Progress',
    bySystem: 'The system',
    step_days: 'Days due and counts',
    step_colours: 'Colours',
    stepDone: '{done} of {total} people',
    nobodyConcerned: 'Nothing to work out anew',
    state_done: 'Done',
    state_working: 'Under way',
    state_failed: 'Stopped',
    resume: 'Resume',
    working: 'Working out everything anew by version {version}',
    stopped:
      'Working out everything anew by version {version} has stopped. What is done counts, and you can resume.',
  },
});
