import type { Group, ProgrammeIdentity } from '../../forms/programme.ts';
import { guide } from './guide.ts';

/** What all seven groups have (SPEC G0, G6): a programme may take services away from a group. */
const everything = ['health', 'messages', 'support', 'guide'];

function group(code: string, zh: string, en: string): Group {
  return { code, name: { zh, en }, services: [...everything] };
}

/** The Beijing 2022 Games, by whose handbook the template was made (SPEC G). */
export const example: ProgrammeIdentity = {
  name: {
    zh: '北京 2022 年冬奥会和冬残奥会',
    en: 'Beijing 2022 Olympic and Paralympic Winter Games',
  },
  shortName: { zh: '冬奥通', en: 'My 2022' },
  organiser: { zh: '北京冬奥组委', en: 'Beijing 2022 Organising Committee' },
  contacts: {
    phone: '+8610-66689901',
    mail: 'my2022-tech@beijing2022.cn',
    cards: ['13724650000628846', '13724650000628847', '13724650000628848', '13724650000628849'],
  },
  card: {
    label: { zh: '注册卡号', en: 'Accreditation card number' },
    hint: { zh: '注册卡上号码的前 7 位数字', en: 'The first 7 digits of the number on the card' },
    shortLabel: { zh: '注册号', en: 'Card number' },
    furtherLabel: { zh: '冬残奥会注册卡号', en: 'Paralympic accreditation card number' },
    pattern: '[0-9]{7}',
  },
  declaration: {
    title: { zh: '真实性承诺', en: 'Declaration of truthfulness' },
    text: {
      zh: '本人承诺，在健康监测系统中填报的所有信息均为真实信息，并对此负责。',
      en: 'I promise that all information that I give in the health monitoring system is true, and I am responsible for it.',
    },
  },
  groups: [
    group('athletes', '运动员和随队官员', 'Athletes and team officials'),
    group('federations', '国际单项体育组织', 'International federations'),
    group('family', '奥林匹克和残奥大家庭', 'Olympic and Paralympic family'),
    group('broadcasters', '转播商', 'Broadcasters'),
    group('press', '新闻媒体', 'Press'),
    group('partners', '市场合作伙伴', 'Marketing partners'),
    group('workforce', '工作人员', 'Workforce'),
  ],
  attributes: [
    { code: 'overseas', label: { zh: '境外持卡用户', en: 'Card holder from overseas' } },
  ],
  forms: [
    {
      code: 'laboratory',
      declarations: [
        {
          code: 'declaration',
          text: {
            zh: '本人承诺，已按《防疫手册》(Playbook)“登机前”章节要求，完成所有新冠肺炎相关检测，并将随身携带检测报告，以备核实。',
            en: 'I promise that I have taken all COVID-19 tests that the chapter "Before boarding" of the Playbook asks for, and that I will carry the reports with me for verification.',
          },
        },
      ],
    },
  ],
  pages: [guide],
};
