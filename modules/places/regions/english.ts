import { createRequire } from 'node:module';

type Engine = typeof import('pinyin-pro');

let engine: Engine | undefined;

/** A large library, loaded when the first name is needed. */
const load = (): Engine => {
  engine ??= createRequire(import.meta.url)('pinyin-pro') as Engine;
  return engine;
};

/** What a Chinese name ends in, the longest ending first, and how English says it; `_` stands for the name. */
const endings: readonly (readonly [ending: string, english: string])[] = [
  ['维吾尔自治区', '_ Uygur Autonomous Region'],
  ['壮族自治区', '_ Zhuang Autonomous Region'],
  ['回族自治区', '_ Hui Autonomous Region'],
  ['特别行政区', '_'],
  ['自治区', '_'],
  ['自治州', '_ Autonomous Prefecture'],
  ['自治县', '_ Autonomous County'],
  ['自治旗', '_ Autonomous Banner'],
  ['地区', '_ Prefecture'],
  ['林区', '_ Forestry District'],
  ['新区', '_ New District'],
  ['矿区', '_ Mining District'],
  ['省', '_ Province'],
  ['市', '_'],
  ['区', '_ District'],
  ['县', '_ County'],
  ['盟', '_ League'],
  ['旗', '_ Banner'],
];

/**
 * Names that English does not take from the usual sound of the characters: those that it writes in a way of its
 * own, or takes from Mongolian, Tibetan or Uygur, and characters that sound otherwise in this place.
 */
const established: Readonly<Record<string, string>> = {
  陕西: 'Shaanxi',
  内蒙古: 'Inner Mongolia',
  西藏: 'Xizang',
  香港: 'Hong Kong',
  澳门: 'Macao',
  哈尔滨: 'Harbin',
  齐齐哈尔: 'Qiqihar',
  呼和浩特: 'Hohhot',
  呼伦贝尔: 'Hulunbuir',
  鄂尔多斯: 'Ordos',
  巴彦淖尔: 'Bayannur',
  乌兰察布: 'Ulanqab',
  锡林郭勒: 'Xilingol',
  阿拉善: 'Alxa',
  拉萨: 'Lhasa',
  日喀则: 'Xigaze',
  昌都: 'Qamdo',
  林芝: 'Nyingchi',
  那曲: 'Nagqu',
  阿里: 'Ngari',
  果洛: 'Golog',
  乌鲁木齐: 'Urumqi',
  克拉玛依: 'Karamay',
  吐鲁番: 'Turpan',
  博尔塔拉: 'Bortala',
  巴音郭楞: 'Bayingolin',
  阿克苏: 'Aksu',
  克孜勒苏: 'Kizilsu',
  喀什: 'Kashgar',
  和田: 'Hotan',
  伊犁: 'Ili',
  阿勒泰: 'Altay',
  珲春: 'Hunchun',
  乐亭: 'Laoting',
  乐陵: 'Laoling',
  乐清: 'Yueqing',
  洪洞: 'Hongtong',
  筠连: 'Junlian',
  尉犁: 'Yuli',
  吴堡: 'Wubu',
  六合: 'Luhe',
  泌阳: 'Biyang',
  繁峙: 'Fanshi',
  单: 'Shan',
  蔚: 'Yu',
  浚: 'Xun',
  歙: 'She',
  涡阳: 'Guoyang',
  万柏林: 'Wanbailin',
  郫都: 'Pidu',
  都兰: 'Dulan',
  什邡: 'Shifang',
};

/** Peoples that autonomous places are named after. */
const peoples: Readonly<Record<string, string>> = {
  蒙古族: 'Mongol',
  回族: 'Hui',
  藏族: 'Tibetan',
  维吾尔族: 'Uygur',
  苗族: 'Miao',
  彝族: 'Yi',
  壮族: 'Zhuang',
  布依族: 'Bouyei',
  朝鲜族: 'Korean',
  满族: 'Manchu',
  侗族: 'Dong',
  瑶族: 'Yao',
  白族: 'Bai',
  土家族: 'Tujia',
  哈尼族: 'Hani',
  哈萨克族: 'Kazakh',
  傣族: 'Dai',
  黎族: 'Li',
  傈僳族: 'Lisu',
  佤族: 'Va',
  畲族: 'She',
  拉祜族: 'Lahu',
  水族: 'Sui',
  东乡族: 'Dongxiang',
  纳西族: 'Naxi',
  景颇族: 'Jingpo',
  柯尔克孜族: 'Kirgiz',
  土族: 'Tu',
  达斡尔族: 'Daur',
  仫佬族: 'Mulao',
  羌族: 'Qiang',
  布朗族: 'Blang',
  撒拉族: 'Salar',
  毛南族: 'Maonan',
  仡佬族: 'Gelao',
  锡伯族: 'Xibe',
  普米族: 'Pumi',
  塔吉克族: 'Tajik',
  怒族: 'Nu',
  鄂温克族: 'Ewenki',
  保安族: 'Bonan',
  裕固族: 'Yugur',
  独龙族: 'Derung',
  各族: 'Multi-ethnic',
  // Some names leave the last character out.
  蒙古: 'Mongol',
  哈萨克: 'Kazakh',
  柯尔克孜: 'Kirgiz',
  塔吉克: 'Tajik',
  锡伯: 'Xibe',
  鄂伦春: 'Oroqen',
};

/** Longest first: 柯尔克孜族 before shorter ones in which it might end. */
const peopleNames = Object.keys(peoples).toSorted((a, b) => b.length - a.length);

/** The English name of a place of GB/T 2260: pinyin, with what kind of place it is in English. */
export function englishName(zh: string): string {
  for (const [ending, english] of endings) {
    if (!zh.endsWith(ending) || zh.length === ending.length) continue;
    return english.replace('_', spoken(zh.slice(0, -ending.length)));
  }
  return spoken(zh);
}

/** A name without its ending; the peoples in it are set apart. */
function spoken(name: string): string {
  const place = established[name];
  if (place) return place;
  const people = peopleNames.find((each) => name.endsWith(each));
  if (!people) return romanised(name);
  const before = name.slice(0, -people.length);
  const english = peoples[people] as string;
  return before === '' ? english : `${spoken(before)} ${english}`;
}

/** Pinyin in one word; an apostrophe stands where a syllable begins with a vowel (GB/T 16159). */
function romanised(name: string): string {
  const syllables = load().pinyin(name, { toneType: 'none', type: 'array', surname: 'off' });
  const word = syllables
    .map((syllable, index) => (index > 0 && /^[aoe]/.test(syllable) ? `'${syllable}` : syllable))
    .join('');
  return word.charAt(0).toUpperCase() + word.slice(1);
}
