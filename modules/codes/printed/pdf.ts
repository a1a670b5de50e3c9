import type { Lang, Text } from '../../../forms/definition.ts';
import { shortInstant } from '../../../forms/wall-time.ts';
import { facts, makePdf, paragraph, qrCode } from '../../../platform/pdf.ts';
import type { Programme } from '../../programmes/public.ts';
import type { PrintedRow } from './queries.ts';

const words = {
  title: { zh: '纸质码', en: 'Code on paper' },
  name: { zh: '姓名', en: 'Name' },
  issued: { zh: '签发时间', en: 'Issued' },
  expires: { zh: '有效期至', en: 'Valid until' },
  made: { zh: '打印时间', en: 'Printed on' },
  how: {
    zh: '供没有手机的人使用。出示时请同时出示本人证件，扫码员会查询当前状态；只有本纸而没有证件无效。',
    en: 'For people without a phone. Show it together with your identity document: the guard looks up your present state. The paper alone counts for nothing.',
  },
  privacy: {
    zh: '此码不含颜色、姓名和证件号码。遗失后请在本人手机端或向员工申请作废。',
    en: 'The code holds no colour, name or number. If the paper is lost, revoke it in the app or ask the staff to do so.',
  },
} satisfies Record<string, Text>;

/** The paper, and what the file is called. */
export async function printedPdf(
  { definition }: Programme,
  { text, issued_at, expires_at }: PrintedRow,
  { maskedName, lang, now }: { maskedName: string; lang: Lang; now: Date },
): Promise<{ name: string; file: Buffer }> {
  const time = (instant: Date) => shortInstant(instant, definition.zone);
  const file = await makePdf({
    language: lang === 'zh' ? 'zh-CN' : 'en',
    title: `${definition.shortName[lang]} · ${words.title[lang]}`,
    subtitle: definition.name[lang],
    accent: definition.brand?.colour,
    made: { at: now, line: `${words.made[lang]} ${time(now)}` },
    blocks: [
      qrCode(text),
      facts(
        [
          { label: words.name[lang], value: maskedName },
          { label: words.issued[lang], value: time(issued_at) },
          { label: words.expires[lang], value: time(expires_at) },
        ],
        1,
      ),
      paragraph(words.how[lang]),
      paragraph(words.privacy[lang], { quiet: true }),
    ],
  });
  return { name: `${definition.shortName[lang]} ${words.title[lang]}.pdf`, file };
}
