import { colourNames } from '../../../forms/colours.ts';
import type { Lang, Text } from '../../../forms/definition.ts';
import { inBrackets } from '../../../forms/joiners.ts';
import { shortInstant } from '../../../forms/wall-time.ts';
import { type Maker, madeBy } from '../../../platform/sheets/made-by.ts';
import { type SheetColumn, type SheetValue, textColumn } from '../../../platform/sheets/write.ts';
import { checkWayNames, conflictNames, unconfirmedName } from './contract.ts';
import type { Item } from './reads.ts';

const words = {
  title: { zh: '排查信息', en: 'Checks' },
  at: { zh: '排查时间', en: 'Checked' },
  recorded: { zh: '上传时间', en: 'Received' },
  name: { zh: '姓名', en: 'Name' },
  document: { zh: '证件号码', en: 'Document number' },
  site: { zh: '站点', en: 'Site' },
  temperature: { zh: '体温（℃）', en: 'Temperature (°C)' },
  high: { zh: '体温偏高', en: 'High' },
  colour: { zh: '颜色', en: 'Colour' },
  shown: { zh: '出示时', en: 'Shown' },
  conflict: { zh: '冲突', en: 'Conflict' },
  undone: { zh: '已撤销', en: 'Undone' },
  scanner: { zh: '登记人', en: 'Scanner' },
  way: { zh: '登记方式', en: 'Method' },
  yes: { zh: '是', en: 'yes' },
} satisfies Record<string, Text>;

export const titleIn = (lang: Lang): string => words.title[lang];

/** The last head says who made the file and when, on each of its sheets. */
export function columnsIn(
  lang: Lang,
  { zone, maker }: { zone: string; maker: Maker },
): SheetColumn[] {
  const text = (label: Text, width: number) => textColumn(label, lang, width);
  const time = (label: Text): SheetColumn => ({
    header: `${label[lang]}${inBrackets(zone, lang)}`,
    kind: 'datetime',
    width: 20,
  });
  return [
    time(words.at),
    text(words.name, 16),
    text(words.document, 24),
    text(words.site, 28),
    { header: words.temperature[lang], kind: 'number', width: 12 },
    text(words.high, 10),
    text(words.colour, 14),
    text(words.shown, 14),
    text(words.conflict, 26),
    text(words.undone, 10),
    text(words.scanner, 16),
    text(words.way, 20),
    time(words.recorded),
    text({ zh: madeBy(maker, 'zh'), en: madeBy(maker, 'en') }, 36),
  ];
}

const colourWords: Record<string, Text> = { ...colourNames, unconfirmed: unconfirmedName };

export function cellsOf(item: Item, lang: Lang, zone: string): SheetValue[] {
  const mark = (isSo: boolean) => (isSo ? words.yes[lang] : null);
  return [
    shortInstant(item.checkedAt, zone),
    item.name,
    item.document,
    lang === 'zh' ? item.siteZh : item.siteEn,
    item.temperature,
    mark(item.high),
    colourWords[item.colour]?.[lang] ?? item.colour,
    colourWords[item.shown]?.[lang] ?? item.shown,
    item.conflict && conflictNames[item.conflict][lang],
    mark(item.undone),
    item.scanner,
    checkWayNames[item.way][lang],
    shortInstant(item.recordedAt, zone),
    null,
  ];
}
