import { accuracyWords, positionReasons } from '../../../forms/fields/position.ts';
import { useFormContext } from '../form-context.ts';
import { formatInstant } from '../format.ts';
import { defineWords, useLang, useWords } from '../i18n.ts';
import type { Failure } from './ask-position.ts';
import type { PositionView } from './position-view.ts';

const words = defineWords('position', {
  zh: {
    take: '获取位置',
    again: '重新获取',
    stop: '停止',
    clear: '清除位置',
    goOn: '不带位置继续',
    beAbroad: '我在境外',
    asking: '正在获取位置。如果浏览器询问，请选择“允许”。',
    taken: '已获取位置，误差 {accuracy}以内。',
    takenAt: '{time} 获取了位置，误差 {accuracy}以内。',
    without: '不带位置：{reason}。',
    failed: '没有获取到位置：{reason}。',
    try: '可以这样试试：',
    allowPage: '点地址栏旁的图标，把“位置信息”改为“允许”。',
    allowApp: '在手机或电脑的设置里，允许浏览器或微信使用位置信息。',
    allowWhenAsked: '浏览器询问时，请选择“允许”。',
    switchOn: '打开手机或电脑的定位服务，以及无线网络或移动数据。',
    outdoors: '到窗边或室外，稍等片刻。',
    newerBrowser: '换用新版的浏览器，或在微信里打开本页。',
    secureAddress: '用 https 开头的网址打开本页。',
    askOrganiser: '如果浏览器提示证书不受信任，请告诉组织者。',
    retry: '然后点“重新获取”。',
    otherPhone: '换一部手机填报，例如家里人的。',
  },
  en: {
    take: 'Get my location',
    again: 'Try again',
    stop: 'Stop',
    clear: 'Remove location',
    goOn: 'Continue without a location',
    beAbroad: 'I am abroad',
    asking: 'Finding your location. If the browser asks, please choose “Allow”.',
    taken: 'Location found, accurate to {accuracy}.',
    takenAt: 'Location found on {time}, accurate to {accuracy}.',
    without: 'Without a location. {reason}.',
    failed: 'Your location was not found. {reason}.',
    try: 'What you can try:',
    allowPage: 'Press the symbol beside the web address and allow this page to use your location.',
    allowApp:
      'In the settings of the phone or computer, allow the browser or WeChat to use your location.',
    allowWhenAsked: 'Choose “Allow” when the browser asks.',
    switchOn: 'Switch on location services, and Wi-Fi or mobile data.',
    outdoors: 'Go to a window or outdoors and wait a moment.',
    newerBrowser: 'Use a newer browser, or open this page in WeChat.',
    secureAddress: 'Open this page at its address that begins with https.',
    askOrganiser: 'If the browser says that the certificate is not trusted, tell the organisers.',
    retry: 'Then press “Try again”.',
    otherPhone: 'Use another phone, such as a relative’s.',
  },
});

/** What to try, most likely first. */
const tips = {
  denied: ['allowPage', 'allowApp', 'retry', 'otherPhone'],
  unavailable: ['switchOn', 'outdoors', 'retry', 'otherPhone'],
  timeout: ['allowWhenAsked', 'switchOn', 'outdoors', 'retry', 'otherPhone'],
  unsupported: ['newerBrowser', 'otherPhone'],
  insecure: ['secureAddress', 'askOrganiser'],
} as const satisfies Record<Failure, readonly string[]>;

/** What a position field says: how it stands, and after a failure why and what to try. */
export function usePositionTexts(view: PositionView) {
  const { zone } = useFormContext();
  const t = useWords(words);
  const lang = useLang();
  const { asking, fix, takenAt, reason, failure } = view;
  const status = () => {
    if (asking) return t('asking');
    if (reason) return t('without', { reason: positionReasons[reason][lang] });
    if (!fix) return null;
    const accuracy = accuracyWords({ ...fix, accuracy: Math.ceil(fix.accuracy) }, lang);
    const time = takenAt && formatInstant(takenAt, lang, zone);
    return time ? t('takenAt', { time, accuracy }) : t('taken', { accuracy });
  };
  return {
    t,
    status: status(),
    take: t(fix || reason || failure ? 'again' : 'take'),
    why: failure && t('failed', { reason: positionReasons[failure][lang] }),
    tips: failure ? tips[failure].map((tip) => t(tip)) : [],
  };
}
