/** The organisations of the sample roster, and what their people are like. */

export type Unit = {
  code: string;
  zh: string;
  en: string;
  group: string;
  /** Whose names they bear: a key of `names`. */
  from: string;
  /** From abroad, and known by a passport; else by the document named. */
  overseas: boolean;
  people: number;
  /** Some take part in the Paralympic Games as well. */
  bothGames?: boolean;
};

function unit(
  code: string,
  zh: string,
  en: string,
  group: string,
  from: string,
  people: number,
  more: Partial<Unit> = {},
): Unit {
  return { code, zh, en, group, from, people, overseas: from !== 'chinese', ...more };
}

export const units: Unit[] = [
  unit('NOR', '挪威代表团', 'Norway', 'athletes', 'nordic', 34, { bothGames: true }),
  unit('SWE', '瑞典代表团', 'Sweden', 'athletes', 'nordic', 26),
  unit('FIN', '芬兰代表团', 'Finland', 'athletes', 'nordic', 20),
  unit('GER', '德国代表团', 'Germany', 'athletes', 'german', 34, { bothGames: true }),
  unit('AUT', '奥地利代表团', 'Austria', 'athletes', 'german', 22),
  unit('ITA', '意大利代表团', 'Italy', 'athletes', 'romance', 26),
  unit('FRA', '法国代表团', 'France', 'athletes', 'romance', 24),
  unit('CAN', '加拿大代表团', 'Canada', 'athletes', 'english', 30, { bothGames: true }),
  unit('JPN', '日本代表团', 'Japan', 'athletes', 'asian', 26),
  unit('KAZ', '哈萨克斯坦代表团', 'Kazakhstan', 'athletes', 'asian', 14),
  unit('CZE', '捷克代表团', 'Czech Republic', 'athletes', 'slavic', 20),
  unit('CHN', '中国代表团', 'China', 'athletes', 'chinese', 36, { bothGames: true }),
  unit('FIS', '国际雪联', 'International Ski Federation', 'federations', 'german', 12),
  unit('IBU', '国际冬季两项联盟', 'International Biathlon Union', 'federations', 'nordic', 8),
  unit('IOC', '国际奥委会', 'International Olympic Committee', 'family', 'romance', 12),
  unit('IPC', '国际残奥委会', 'International Paralympic Committee', 'family', 'english', 10, {
    bothGames: true,
  }),
  unit(
    'OBS',
    '奥林匹克广播服务公司',
    'Olympic Broadcasting Services',
    'broadcasters',
    'romance',
    24,
  ),
  unit('NTV', '北方电视台（虚构）', 'Northern Television (invented)', 'broadcasters', 'slavic', 14),
  unit(
    'PRS',
    '国际通讯社（虚构）',
    'International Press Agency (invented)',
    'press',
    'english',
    18,
  ),
  unit('HKP', '港澳台媒体', 'Media of Hong Kong, Macao and Taiwan', 'press', 'chinese', 14, {
    overseas: true,
  }),
  unit('SPN', '市场合作伙伴接待', 'Hospitality of marketing partners', 'partners', 'english', 14),
  unit('VOL-BJ', '志愿者（北京赛区）', 'Volunteers, Beijing zone', 'workforce', 'chinese', 26),
  unit(
    'VOL-ZJK',
    '志愿者（张家口赛区）',
    'Volunteers, Zhangjiakou zone',
    'workforce',
    'chinese',
    22,
  ),
  unit('MED', '医疗保障团队', 'Medical team', 'workforce', 'chinese', 14),
];

export const groupNames: Record<string, [zh: string, en: string]> = {
  athletes: ['运动员和随队官员', 'Athletes and team officials'],
  federations: ['国际单项体育组织', 'International federations'],
  family: ['奥林匹克和残奥大家庭', 'Olympic and Paralympic family'],
  broadcasters: ['转播商', 'Broadcasters'],
  press: ['新闻媒体', 'Press'],
  partners: ['市场合作伙伴', 'Marketing partners'],
  workforce: ['工作人员', 'Workforce'],
};
