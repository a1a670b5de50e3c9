import { describe, expect, it } from 'vitest';
import { searchQuery, searchWords } from './search-words.ts';

describe('search', () => {
  const words = (name: string) => searchWords(name, ['P0042', 'Q-7']);

  it('finds a Western name by the beginning of each of its words, accents or not', () => {
    expect(words('José-María Ñandú')).toEqual(['p0042', 'q', '7', 'jose', 'maria', 'nandu']);
  });

  it('finds a Chinese name from each of its characters on', () => {
    expect(words('欧阳 娜娜')).toEqual(['p0042', 'q', '7', '欧阳', '阳', '娜娜', '娜']);
  });

  it('keeps Chinese characters beyond the basic plane whole', () => {
    expect(words('𠮷田')).toContain('𠮷田');
  });

  it('asks for every word', () => {
    expect(searchQuery(' Müller  p00 ')).toBe("'muller':* & 'p00':*");
  });

  it.each([
    ['', null],
    ["'; drop table persons; --", "'drop':* & 'table':* & 'persons':*"],
  ])('takes nothing in %j for an operator', (typed, query) => {
    expect(searchQuery(typed)).toBe(query);
  });
});
