import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type DayResult, decideOrder, parseDay } from './dates.ts';

const invalid = { problem: 'date_invalid' };
const ambiguous = { problem: 'date_ambiguous' };

/** Every way to write the 5th of January 2022, none of which could mean another day. */
const styles = [
  '2022-01-05',
  '2022/1/5',
  '2022.01.05',
  '2022 01 05',
  '20220105',
  ' 2022-01-05 ',
  '２０２２－０１－０５',
  '2022年1月5日',
  '2022 年 01 月 05 日',
  '2022年1月5号',
  '2022年1月5日 星期三',
  '22年1月5日',
  '二〇二二年一月五日',
  '二零二二年一月五日',
  '2022-01-05T00:00:00Z',
  '2022-01-05T23:59:59+08:00',
  '2022/1/5 0:00',
  '2022/1/5 10:30:00 AM',
  '2022年1月5日 上午10:30',
  '5 JAN 2022',
  '05 Jan 2022',
  '5JAN2022',
  '5th January, 2022',
  'Jan 5, 2022',
  'January 5th 2022',
  'Wed, 5 Jan 2022',
  'Wednesday 5 January 2022',
  '05-Jan-22',
  '05-JAN-2022',
  '5-1月-22',
  '2022-Jan-05',
  '05 1月/JAN 2022',
  '5 janv. 2022',
  '5 janvier 2022',
  '5. Januar 2022',
  '5 de enero de 2022',
  '5 gennaio 2022',
  '5 января 2022 г.',
  '05.01.2022',
  '5.1.2022',
  '2022. 1. 5.',
  '44566',
];

describe('parseDay', () => {
  it.each(styles)('reads %j', (text) => {
    expect(parseDay(text)).toEqual({ day: '2022-01-05' });
  });

  it('reads real dates, serial numbers and plain figures', () => {
    expect(parseDay({ day: '2022-01-05' })).toEqual({ day: '2022-01-05' });
    expect(parseDay({ day: '2022-01-05', time: '10:30:00' })).toEqual({ day: '2022-01-05' });
    expect(parseDay(44566)).toEqual({ day: '2022-01-05' });
    expect(parseDay(44566.75)).toEqual({ day: '2022-01-05' });
    expect(parseDay(44566 - 1462, { epoch: 1904 })).toEqual({ day: '2022-01-05' });
    expect(parseDay(20220105)).toEqual({ day: '2022-01-05' });
  });

  it.each([
    ['2008.08.08-2028.08.08', '2008-08-08', '2028-08-08'],
    ['2014.04.21–2024.04.20', '2014-04-21', '2024-04-20'],
    ['2014.04.21 — 2024.04.20', '2014-04-21', '2024-04-20'],
    ['2008/08/08 - 2028/08/08', '2008-08-08', '2028-08-08'],
    ['2008-08-08-2028-08-08', '2008-08-08', '2028-08-08'],
    ['2008-08-08 to 2028-08-08', '2008-08-08', '2028-08-08'],
    ['20080808～20280808', '2008-08-08', '2028-08-08'],
    ['2008年8月8日至2028年8月8日', '2008-08-08', '2028-08-08'],
    ['18 JAN 2019 - 17 JAN 2029', '2019-01-18', '2029-01-17'],
    ['2008.08.08至长期', '2008-08-08', null],
    ['２００８．０８．０８－长期', '2008-08-08', null],
    ['2008.08.08-Long-term', '2008-08-08', null],
  ])('reads the period %j', (text, day, until) => {
    expect(parseDay(text)).toEqual({ day, until });
  });

  it.each([
    null,
    '',
    'hello',
    true,
    '2022',
    2022,
    '2022-1',
    'Jan 2022',
    '5 Jan',
    '2022-02-30',
    '2021-02-29',
    '2022-13-01',
    '31/11/2022',
    '32/1/2022',
    '0/1/2022',
    '1899-12-31',
    '2200-01-01',
    { day: '1899-12-30', time: '10:30:00' },
    -5,
    1e20,
    Number.NaN,
    '2028.08.08-2008.08.08',
    '2008.08.08-2028',
    '5 Jan Feb 2022',
    '123/45/2022',
    '2022-01-05 2022-01-06',
    'x'.repeat(10_000),
  ])('refuses %j', (cell) => {
    expect(parseDay(cell)).toEqual(invalid);
  });

  it.each(['5/1/2022', '05-01-2022', '5 1 2022', '5/1/22', '13/1/22', '05.01.22', '5/1/2022 0:00'])(
    'does not guess what %j means',
    (text) => {
      expect(parseDay(text)).toEqual(ambiguous);
    },
  );

  it('does not guess the ends of a period', () => {
    expect(parseDay('05/01/2019-04/01/2029')).toEqual(ambiguous);
    expect(parseDay('05/01/2019-04/01/2029', { order: 'dmy' })).toEqual({
      day: '2019-01-05',
      until: '2029-01-04',
    });
  });

  it('takes what can only be one day, and the order where it is known', () => {
    expect(parseDay('25/1/2022')).toEqual({ day: '2022-01-25' });
    expect(parseDay('1/25/2022')).toEqual({ day: '2022-01-25' });
    expect(parseDay('5/5/2022')).toEqual({ day: '2022-05-05' });
    expect(parseDay('5/1/2022', { order: 'dmy' })).toEqual({ day: '2022-01-05' });
    expect(parseDay('5/1/2022', { order: 'mdy' })).toEqual({ day: '2022-05-01' });
    expect(parseDay('5/1/22', { order: 'mdy' })).toEqual({ day: '2022-05-01' });
    expect(parseDay('13/1/22', { order: 'mdy' })).toEqual(invalid);
    expect(parseDay('05.01.2022', { order: 'mdy' })).toEqual({ day: '2022-05-01' });
  });

  it('gives two digits the century that is asked for', () => {
    expect(parseDay('05-Jan-49')).toEqual({ day: '2049-01-05' });
    expect(parseDay('05-Jan-50')).toEqual({ day: '1950-01-05' });
    expect(parseDay('05-Jan-23', { lastShortYear: 2022 })).toEqual({ day: '1923-01-05' });
    expect(parseDay('05-Jan-22', { lastShortYear: 2022 })).toEqual({ day: '2022-01-05' });
  });
});

describe('decideOrder', () => {
  it('goes by the cells that can only be read in one way', () => {
    expect(decideOrder(['5/1/2022', '25/1/2022', null, 44566])).toBe('dmy');
    expect(decideOrder(['5/1/2022', '1/25/2022'])).toBe('mdy');
    expect(decideOrder(['5/1/2022', '2/3/2022'])).toBeUndefined();
    expect(decideOrder(['01/02/2019-28/02/2029'])).toBe('dmy');
  });

  it('says nothing when cells contradict each other or are no days', () => {
    expect(decideOrder(['25/1/2022', '1/25/2022'])).toBeUndefined();
    expect(decideOrder(['2022-01-25', '2008-08-08-2028-08-25', '1.2.3.25'])).toBeUndefined();
  });
});

describe('any day', () => {
  const days = fc
    .date({ min: new Date('1910-01-01'), max: new Date('2199-12-31'), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10));
  const english = [
    'jan',
    'FEB',
    'March',
    'Apr',
    'May',
    'June',
    'Jul',
    'aug',
    'Sept',
    'Oct',
    'NOV',
    'Dec',
  ];
  const written: ((y: number, m: number, d: number) => string)[] = [
    (y, m, d) => `${y}/${m}/${d}`,
    (y, m, d) => `${y}年${m}月${d}日`,
    (y, m, d) => `${y}${String(m).padStart(2, '0')}${String(d).padStart(2, '0')}`,
    (y, m, d) => `${d} ${english[m - 1]} ${y}`,
    (y, m, d) => `${english[m - 1]} ${d}, ${y}`,
    (y, m, d) => `${d}.${m}.${y}`,
  ];

  it('is read in every style', () => {
    fc.assert(
      fc.property(days, fc.constantFrom(...written), (day, write) => {
        const [y = 0, m = 0, d = 0] = day.split('-').map(Number);
        expect(parseDay(write(y, m, d))).toEqual({ day });
      }),
    );
  });

  it('is read from its serial number', () => {
    fc.assert(
      fc.property(days, (day) => {
        const serial = Date.parse(day) / 86_400_000 + 25_569;
        expect(parseDay(serial)).toEqual({ day });
      }),
    );
  });

  it('is read as what it is, or called ambiguous, with the month in figures', () => {
    fc.assert(
      fc.property(days, fc.constantFrom('/', '-', ' '), (day, sign) => {
        const [y, m, d] = day.split('-').map(Number);
        const text = [d, m, y].join(sign);
        const open = Number(d) <= 12 && d !== m;
        expect(parseDay(text)).toEqual(open ? ambiguous : { day });
        expect(parseDay(text, { order: 'dmy' })).toEqual({ day });
      }),
    );
  });

  it('makes a period with any later day', () => {
    fc.assert(
      fc.property(days, days, fc.constantFrom(...written), (one, other, write) => {
        const [from, until] = [one, other].sort();
        const text = [from, until].map((day = '') => {
          const [y = 0, m = 0, d = 0] = day.split('-').map(Number);
          return write(y, m, d);
        });
        expect(parseDay(text.join('-'))).toEqual({ day: from, until });
      }),
    );
  });
});

it('gives a real day or a problem for whatever is written, and never fails', () => {
  const pieces = fc.constantFrom(
    '2022',
    '1',
    '05',
    '-',
    '/',
    '.',
    ' ',
    '年',
    '月',
    '日',
    'jan',
    '至',
    '长期',
    't',
    ':',
    '十',
  );
  const texts = fc.oneof(
    fc.string(),
    fc.array(pieces, { maxLength: 12 }).map((list) => list.join('')),
  );
  const real = (day: string) => new Date(`${day}T00:00:00Z`).toISOString().startsWith(day);
  fc.assert(
    fc.property(fc.oneof(texts, fc.double(), fc.integer()), (cell) => {
      const result: DayResult = parseDay(cell);
      if ('problem' in result) return true;
      return real(result.day) && (!result.until || real(result.until));
    }),
    { numRuns: 2_000 },
  );
});
