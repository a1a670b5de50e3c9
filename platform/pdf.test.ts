import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import {
  facts,
  heading,
  makePdf,
  newPage,
  type PdfBlock,
  paragraph,
  pictures,
  table,
} from './pdf.ts';
import { directionsOf, placeInlines } from './pdf-direction.ts';
import { fontRuns } from './pdf-fonts.ts';
import { layOut } from './pdf-layout.ts';
import { noGlyph, pagesOf } from './test/pdf-text.ts';

const made = { at: new Date('2022-02-04T12:00:00Z'), line: '生成时间 2022-02-04 20:00' };

function pdfOf(blocks: PdfBlock[], language: 'zh-CN' | 'en' = 'zh-CN') {
  return makePdf({ language, title: '企鹅报告', subtitle: 'Weighing', made, blocks });
}

describe('makePdf', () => {
  it('makes a PDF whose text can be found, in Chinese, English and further letters', async () => {
    const names = [
      '欧阳堃喆',
      '臺灣',
      'Łukasz Żółć',
      'Nguyễn Thị Hồng',
      'Юрий Їжак',
      'やまだ',
      '体温36.5℃',
    ];
    const pdf = await pdfOf([
      heading('基本信息 About'),
      facts(names.map((value) => ({ label: '姓名', value }))),
      facts([{ label: 'Nothing', value: '' }], 1),
      table([{ header: '日期' }, { header: '体重', align: 'right' }], [['2022-02-04', '4.25']]),
      paragraph('By hand.', { quiet: true }),
    ]);
    const [text = '', ...more] = pagesOf(pdf);
    expect(more).toEqual([]);
    const all = [
      '企鹅报告',
      'Weighing',
      '基本信息 About',
      ...names,
      '日期',
      '4.25',
      'By hand.',
      '—',
    ];
    for (const words of [...all, made.line, '1 / 1']) expect(text).toContain(words);
    const file = pdf.toString('latin1');
    expect(file).toContain('/Lang (zh-CN)');
    expect(file).toContain('D:20220204120000Z');
    expect(file).toMatch(/\+NotoSansHans-Regular/);
    expect(pdf.length).toBeLessThan(300_000);
  });

  it('draws names of many scripts with letters of their fonts, from the right where they run so', async () => {
    const left = ['สมชาย ใจดี', '김철수', 'Юрий Їжак', '欧阳娜娜', 'Łukasz'];
    const right = ['محمد', 'נעמי'];
    const values = [...left, ...right, 'محمد علي (12)', '电话 010，نوشین'];
    const pdf = await pdfOf([
      facts(values.map((value) => ({ label: '姓名', value }))),
      table([{ header: 'שם' }], [['פטל']]),
      paragraph('Both محمد and נעמי.'),
    ]);
    const [text = ''] = pagesOf(pdf);
    for (const name of left) expect(text).toContain(name);
    for (const name of right) expect(text).toContain([...name].reverse().join(''));
    expect(text).not.toContain(noGlyph);
    expect(text).not.toContain('□');
    expect(pdf.length).toBeLessThan(400_000);
  });

  it('has title and headings in the colour that is told', () => {
    const coloursIn = (accent?: string) => {
      const about = { language: 'en' as const, title: 'Penguins', made, accent };
      const { content } = layOut({ ...about, blocks: [heading('About')] });
      return JSON.stringify(content).match(/(?<="color":")#\w+/g);
    };
    expect(coloursIn('#5b2a86')).toEqual(['#5b2a86', '#5b2a86']);
    expect(new Set(coloursIn()).size).toBe(1);
  });

  it('numbers pages and repeats the header of a table on each', async () => {
    const rows = Array.from({ length: 120 }, (_, n) => [`row ${n}.`, 'x']);
    const pages = pagesOf(await pdfOf([table([{ header: 'Ring' }, { header: '备注' }], rows)]));
    expect(pages.length).toBeGreaterThan(2);
    for (const [index, text] of pages.entries()) {
      expect(text).toContain('Ring备注');
      expect(text).toContain(made.line);
      expect(text).toContain(`${index + 1} / ${pages.length}`);
    }
    for (const [first = ''] of rows) expect(pages.join('')).toContain(first);
  });

  it('never leaves a heading alone at the foot of a page', async () => {
    // Pages filled line by line more: on some the heading's turn comes at the very foot.
    const blocks = Array.from({ length: 20 }, (_, n) => [
      newPage(),
      ...Array.from({ length: 22 + n }, () => paragraph('words')),
      heading(`Head ${n}.`),
      paragraph('below'),
    ]).flat();
    const pages = pagesOf(await pdfOf(blocks));
    expect(pages.length).toBeGreaterThan(20);
    for (const text of pages) expect(text).not.toMatch(/Head \d+\.生成时间/);
  });

  it('never leaves the header of a table alone, nor cuts a row or a short list of facts', async () => {
    const blocks = Array.from({ length: 20 }, (_, n) => [
      newPage(),
      ...Array.from({ length: 22 + n }, () => paragraph('words')),
      heading(`Head ${n}.`),
      ...(n % 2 === 0
        ? [table([{ header: 'Ring' }], [[`begin ${n}.\n\n\nend ${n}.`]])]
        : [
            facts(
              [
                { label: 'First', value: `begin ${n}.` },
                { label: 'Last', value: `end ${n}.` },
              ],
              1,
            ),
          ]),
    ]).flat();
    const pages = pagesOf(await pdfOf(blocks));
    for (const text of pages) expect(text).not.toMatch(/(Head \d+\.|Ring)生成时间/);
    for (let n = 0; n < 20; n++) {
      const page = pages.find((text) => text.includes(`begin ${n}.`));
      expect(page).toContain(`end ${n}.`);
      expect(page).toContain(`Head ${n}.`);
    }
  });

  it('goes on with the next page where a row is longer than one', async () => {
    const lines = Array.from({ length: 150 }, (_, n) => `line ${n}.`);
    const long = lines.join('\n');
    const pages = pagesOf(
      await pdfOf([facts([{ label: 'Long', value: long }], 1), table([{ header: 'x' }], [[long]])]),
    );
    for (const line of lines) expect(pages.join('').split(line)).toHaveLength(3);
  });

  it('says in its language that a table is empty, and starts new pages', async () => {
    const blocks = [table([{ header: 'x' }], []), newPage(), table([{ header: 'x' }], [], 'None!')];
    const [first, second] = pagesOf(await pdfOf(blocks, 'en'));
    expect(first).toContain('No records');
    expect(second).toContain('None!');
    expect(pagesOf(await pdfOf(blocks))[0]).toContain('无记录');
  });

  it('shows pictures with their words', async () => {
    const image = sharp({ create: { width: 60, height: 40, channels: 3, background: '#123456' } });
    const jpeg = await image.jpeg().toBuffer();
    const pdf = await pdfOf([pictures([{ jpeg, caption: '照片一' }, { jpeg }, { jpeg }])]);
    expect(pagesOf(pdf)[0]).toContain('照片一');
    expect(pdf.toString('latin1').match(/\/Subtype \/Image/g)).toHaveLength(3);
    expect(pdf.includes(jpeg)).toBe(true);
  });

  it('fails for a picture that is none, and goes on with the next document', async () => {
    const broken = pdfOf([pictures([{ jpeg: Buffer.from('https://example.org/x.jpg') }])]);
    const next = pdfOf([paragraph('still here')]);
    await expect(broken).rejects.toThrow('PDF not drawn');
    expect(pagesOf(await next)[0]).toContain('still here');
  });

  it('refuses what is too much, in parts, bytes or time, and goes on', async () => {
    const document = {
      language: 'en' as const,
      title: 'Large',
      made,
      blocks: [
        table([{ header: 'a' }, { header: 'b' }], [['1', '2']]),
        pictures([{ jpeg: Buffer.alloc(100) }]),
      ],
    };
    const tooLarge = { code: 'pdf_too_large' };
    await expect(makePdf(document, { parts: 2 })).rejects.toMatchObject(tooLarge);
    await expect(makePdf(document, { pictureBytes: 99 })).rejects.toMatchObject(tooLarge);
    await expect(makePdf(document, { time: 0 })).rejects.toMatchObject(tooLarge);
    expect(pagesOf(await pdfOf([paragraph('again')]))[0]).toContain('again');
  });

  it('makes one after the other, and tells who comes on top of thirty to wait', async () => {
    // Most fail at once: what is tested is who gets a turn, and to draw thirty takes seconds.
    const noText = undefined as unknown as string;
    const asked = Array.from({ length: 33 }, (_, n) =>
      pdfOf([paragraph(n % 10 === 0 ? `number ${n}.` : noText)]),
    );
    const results = await Promise.allSettled(asked);
    const told = results.map((result) =>
      result.status === 'fulfilled' ? pagesOf(result.value)[0] : String(result.reason.message),
    );
    for (const [n, text] of told.slice(0, 31).entries()) {
      expect(text).toContain(n % 10 === 0 ? `number ${n}.` : 'PDF not drawn');
    }
    expect(results.slice(31)).toMatchObject([
      { reason: { code: 'pdf_busy' } },
      { reason: { code: 'pdf_busy' } },
    ]);
  });
});

describe('placeInlines', () => {
  const seen = (...words: [text: string, level: number][]) => {
    const inlines = words.map(([text, level], index) => ({
      ...{ text, level, x: 10 * index, width: 10 },
    }));
    placeInlines(inlines);
    // A line that is drawn again, such as a header, stays as it is.
    placeInlines(inlines);
    return inlines.toSorted((a, b) => a.x - b.x).map(({ text }) => text);
  };

  it('puts the stretches of a line where they are seen', () => {
    expect(seen(['a', 0], ['b', 0])).toEqual(['a', 'b']);
    expect(seen(['姓名：', 0], ['محمد', 1], ['علي', 1], ['，', 0])).toEqual([
      '姓名：',
      'علي',
      'محمد',
      '，',
    ]);
    // From the right: the first word, then the number with its unit, then the last word.
    expect(seen(['א', 1], ['36.5', 2], ['C', 2], ['ב', 1])).toEqual(['ב', '36.5', 'C', 'א']);
    expect(seen(['א', 1], ['( ', 1])).toEqual([' (', 'א']);
  });

  it('turns brackets in what runs from the right alone', () => {
    expect(directionsOf('(א)').mirrored).toBe(')א(');
    expect(directionsOf('(a)').mirrored).toBe('(a)');
  });
});

describe('fontRuns', () => {
  it('keeps a word in one font, and shows what no font has', () => {
    expect(fontRuns('张 Łukasz x')).toEqual([
      { text: '张 ', font: 'Noto', level: 0, breakAnywhere: false },
      { text: 'Łukasz ', font: 'Roboto', level: 0, breakAnywhere: false },
      { text: 'x', font: 'Noto', level: 0, breakAnywhere: false },
    ]);
    expect(fontRuns('ऋ😀')).toEqual([{ text: '□□', font: 'Noto', level: 0, breakAnywhere: false }]);
  });

  it('has a font for each script, and stretches by direction', () => {
    const told = (text: string) =>
      fontRuns(text).map((run) => `${run.font} ${run.level}: ${run.text}`);
    expect(told('김철수')).toEqual(['Hangul 0: 김철수']);
    expect(told('สมชาย ใจดี')).toEqual(['Thai 0: สมชาย ใจดี']);
    expect(told('Юрий Їжак')).toEqual(['Roboto 0: Юрий Їжак']);
    // What the line begins with says where it begins; numbers and Latin words run on from the left.
    expect(told('姓名：محمد 12')).toEqual(['Noto 0: 姓名：', 'Arabic 1: محمد ', 'Noto 2: 12']);
    expect(told('דוד (Room 7)')).toEqual([
      'Hebrew 1: דוד ',
      'Noto 1: )',
      'Noto 2: Room 7',
      'Noto 1: (',
    ]);
  });

  it('never parts letters that join or stack, and tells long Thai where its lines may end', () => {
    const arabic = 'م'.repeat(30);
    expect(fontRuns(arabic)).toMatchObject([{ text: arabic, breakAnywhere: false }]);
    const [thai] = fontRuns('ผมเดินทางมาถึงเมืองเมื่อวันอังคาร');
    expect(thai?.text.split('\u200b').length).toBeGreaterThan(4);
  });

  it('lets words that are too long for a line break anywhere, but no Chinese', () => {
    expect(fontRuns('a'.repeat(25))).toMatchObject([{ breakAnywhere: true }]);
    expect(fontRuns('长'.repeat(25))).toMatchObject([{ breakAnywhere: false }]);
  });

  it('drops what shows nothing and keeps line ends', () => {
    expect(fontRuns('a\u0000\u200bb\r\nc\td\u202e')).toEqual([
      { text: 'ab\nc d', font: 'Noto', level: 0, breakAnywhere: false },
    ]);
    expect(fontRuns('')).toEqual([]);
  });
});
