import { plainName } from './rules.ts';

/** Which of the names that are known is most likely meant by one that is not. */

/** Something that can be named: its code, and the names it has. */
export type Named = { code: string; names: string[] };

/** Words that people use for one another in lists of participants, whatever the event. */
const synonyms: string[][] = [
  ['athlete', 'player', 'competitor', '运动员', '选手', '队员'],
  ['press', 'media', 'journalist', 'reporter', '新闻', '媒体', '记者'],
  ['broadcaster', 'broadcast', 'television', 'tv', '转播', '电视'],
  ['workforce', 'staff', 'employee', 'worker', 'crew', '工作人员', '员工', '职员', '职工'],
  ['volunteer', '志愿者', '义工'],
  ['partner', 'sponsor', '合作伙伴', '赞助商'],
  ['federation', '单项体育组织', '联合会', '协会'],
  ['student', 'pupil', '学生', '同学'],
  ['teacher', 'faculty', '教师', '老师', '教职工'],
  ['guest', 'visitor', '嘉宾', '来宾', '访客'],
  ['passport', '护照'],
  ['yes', '是的', '是', '有', 'ja', 'oui', 'si'],
  ['no', '不是', '否', '无', '没有', '不', 'nein', 'non', 'none', 'nil'],
];
const plainSynonyms = synonyms.map((words) => words.map(plainName));

const han = /\p{Script=Han}/u;
/** Longer texts are no names of a group; to compare them would only cost time. */
const maxLength = 100;

/**
 * The code of the one that is most likely meant; null where none is near or several are alike. Looks for
 * a word in common first, then for one name within the other, then for slips of the pen.
 */
export function nearest(typed: string, known: readonly Named[]): string | null {
  const text = plainName(typed.slice(0, maxLength));
  if (text === '') return null;
  const plain = known.map(({ code, names }) => ({ code, names: [code, ...names].map(plainName) }));
  const meant = plainSynonyms.filter((words) => words.some((word) => holdsWord(text, word)));
  const tests: ((name: string) => boolean)[] = [
    (name) => isSlip(text, name),
    (name) => holdsWord(name, text) || holdsWord(text, name),
    (name) => meant.some((words) => words.some((word) => holdsWord(name, word))),
  ];
  for (const fits of tests) {
    const codes = plain.filter(({ names }) => names.some(fits)).map(({ code }) => code);
    const [only] = codes;
    if (codes.length === 1 && only !== undefined) return only;
    if (codes.length > 1) return null;
  }
  return null;
}

/** Whether one text holds another that is long enough to mean something. */
function holdsWord(text: string, word: string): boolean {
  if (text === word) return true;
  return word.length >= (han.test(word) ? 2 : 4) && text.includes(word);
}

/** Whether two names differ by so little that one may be a slip of the other. Figures count: 2 is not 3. */
export function isSlip(a: string, b: string): boolean {
  const longer = Math.max(a.length, b.length);
  const allowed = han.test(a + b) ? Math.floor(longer / 4) : Math.floor(longer / 5);
  if (allowed === 0 || Math.abs(a.length - b.length) > 2 * allowed) return false;
  return figuresOf(a) === figuresOf(b) && distance(a, b, allowed) <= allowed;
}

function figuresOf(text: string): string {
  return (text.match(/\p{N}+/gu) ?? []).join(' ');
}

/** How many characters must be changed, added or left out to make one text of the other; more than `most` is as good as infinite. */
export function distance(a: string, b: string, most: number): number {
  const [from, to] = [[...a], [...b]];
  if (Math.abs(from.length - to.length) > most) return most + 1;
  let row = to.map((_, index) => index + 1);
  for (const [i, character] of from.entries()) {
    const next: number[] = [];
    let left = i + 1;
    for (const [j, other] of to.entries()) {
      const diagonal = j === 0 ? i : (row[j - 1] as number);
      left = Math.min(left + 1, (row[j] as number) + 1, diagonal + (character === other ? 0 : 1));
      next.push(left);
    }
    row = next;
  }
  return row.at(-1) ?? from.length;
}

/** Endings by which one office is called in several ways; longest first. */
const endings = [
  '委员会',
  '办公室',
  '部门',
  '中心',
  '部',
  '处',
  '科',
  '室',
  '组',
  '队',
  '局',
  '司',
  '院',
  '所',
  '会',
];
const englishEndings =
  /(department|dept|division|office|section|team|unit|committee|centre|center)$/;

/** What is left of a unit's name without the word for what kind of unit it is. */
function unitStem(name: string): string {
  const plain = plainName(name.slice(0, maxLength)).replace(englishEndings, '');
  const ending = endings.find((each) => plain.endsWith(each) && plain.length > each.length + 1);
  return ending ? plain.slice(0, -ending.length) : plain;
}

export type UnitName = { code: string; zh: string; en: string };

/** Finds the known units that a new one may be: by code, else by name, else by slips of either. */
export function unitFinder<T extends UnitName>(known: readonly T[]): (unit: UnitName) => T[] {
  const all = known.map((each) => ({ each, code: plainName(each.code), stems: stemsOf(each) }));
  return (unit) => {
    const [code, stems] = [plainName(unit.code), stemsOf(unit)];
    const scored = all.flatMap((other) => {
      if (code !== '' && code === other.code) return { ...other, score: 0 };
      if (stems.some((stem) => other.stems.includes(stem))) return { ...other, score: 1 };
      if (isSlip(code, other.code)) return { ...other, score: 2 };
      const slips = stems.some((stem) => other.stems.some((theirs) => isSlip(stem, theirs)));
      return slips ? { ...other, score: 3 } : [];
    });
    const best = Math.min(...scored.map(({ score }) => score));
    return scored.filter(({ score }) => score === best).map(({ each }) => each);
  };
}

function stemsOf({ zh, en }: UnitName): string[] {
  return [...new Set([zh, en].map(unitStem))].filter((stem) => stem !== '');
}
