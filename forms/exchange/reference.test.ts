// biome-ignore-all lint/suspicious/noTemplateCurlyInString: XLSForm refers to questions so
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { again, inShort, read, workbook } from '../testing/workbooks.ts';
import { settingsNotCarried, surveyNotCarried } from './columns.ts';
import { questionTypes, readTypeCell } from './question-types.ts';
import { readXlsForm } from './read-xlsform.ts';

describe('what a form cannot say', () => {
  /** The types of the public reference, as it spells them. */
  const reference = [
    ...['integer', 'decimal', 'range', 'text', 'select_one plumage', 'select_multiple plumage'],
    ...['select_one_from_file a.csv', 'select_multiple_from_file a.csv', 'rank plumage', 'note'],
    ...['geopoint', 'geotrace', 'geoshape', 'date', 'time', 'dateTime', 'image', 'audio', 'video'],
    ...['file', 'barcode', 'calculate', 'acknowledge', 'hidden', 'xml-external', 'csv-external'],
    ...['start', 'end', 'today', 'deviceid', 'username', 'subscriberid', 'simserial', 'osm'],
    ...['phonenumber', 'email', 'audit', 'start-geopoint', 'select_one_external plumage'],
    ...['background-audio', 'background-geopoint'],
  ];

  it.each(reference)('%s is carried over both ways, or listed by its row', (type) => {
    const { form, asked, told } = read(type);
    const cell = readTypeCell(type);
    const known = cell.kind === 'question' ? questionTypes[cell.type] : undefined;
    expect(known).toBeDefined();
    if (asked && known?.isSame) expect(told).toEqual([]);
    else expect(told).toEqual([asked ? 'type_changed' : 'type_not_carried']);
    expect(asked !== undefined).toBe((known?.fields.length ?? 0) > 0);
    if (asked) expect(known?.fields).toContain(asked.type);
    expect(again(form)).toEqual(form);
  });

  it('knows no type beside those', () => {
    const named = reference.map((type) => readTypeCell(type));
    const types = named.flatMap((cell) => (cell.kind === 'question' ? [cell.type] : []));
    expect(types.sort()).toEqual(Object.keys(questionTypes).sort());
    expect(read('hologram', {}).told).toEqual(['type_unknown']);
  });

  it('stands in the documentation as it is', () => {
    const text = readFileSync(new URL('../../docs/xlsform.md', import.meta.url), 'utf8');
    const table = text.slice(text.indexOf('| type |'), text.indexOf('`or_other`'));
    const rows = [...table.matchAll(/^\| `([\w-]+)` \|(.*)\| ([\w ]+) \|$/gm)];
    const told = rows.map(([, type, field, how]) => [type, field?.trim() !== '', how]);
    const wanted = Object.entries(questionTypes).map(([type, { fields, isSame }]) => {
      const isCarried = fields.length > 0 || isSame;
      return [type, isCarried, isSame ? 'both ways' : isCarried ? 'near' : 'listed'];
    });
    expect(told.sort()).toEqual(wanted.sort());
  });

  it('reads types under the names that they had over the years', () => {
    const type = (text: string) => read(text, {}).asked?.type;
    expect(type('select one plumage')).toBe('choice');
    expect(type('select1 plumage')).toBe('choice');
    expect(type('add select one prompt using plumage')).toBe('choice');
    expect(type('select all that apply from plumage')).toBe('choices');
    expect(type('int')).toBe('number');
    expect(type('photo')).toBe('photos');
    expect(type('trigger')).toBe('declaration');
    expect(type('location')).toBe('position');
  });

  it.each(surveyNotCarried)('a cell in the column %s of survey is listed', (column) => {
    expect(read('text', { [column]: 'x' }).told).toEqual(['column_not_carried']);
  });

  it.each([
    ...['minimal', 'label', 'list-nolabel', 'autocomplete', 'likert', 'horizontal', 'compact'],
    ...['compact-3', 'quick', 'quickcompact', 'image-map', 'numbers', 'url', 'printer'],
    ...['thousands-sep', 'bearing', 'vertical', 'no-ticks', 'rating', 'picker', 'distress'],
    ...['month-year', 'year', 'no-calendar', 'ethiopian', 'islamic', 'coptic', 'new', 'new-front'],
    ...['new-rear', 'annotate', 'draw', 'signature', 'maps', 'hide-input', 'placement-map'],
  ])('the appearance %s is listed', (appearance) => {
    expect(read('text', { appearance }).told).toEqual(['appearance_not_carried']);
    expect(read('text', { appearance: `multiline ${appearance}` })).toMatchObject({
      asked: { type: 'longtext' },
      told: ['appearance_not_carried'],
    });
  });

  it.each(['field-list', 'table-list'])('the appearance %s of a group is listed', (appearance) => {
    const told = readXlsForm(
      workbook([
        ['type', 'name', 'label', 'appearance'],
        ['begin group', 'g', 'G', appearance],
        ['text', 'a', 'A'],
        ['end group'],
      ]),
    ).findings.map(inShort);
    expect(told).toContain('column_not_carried survey 2 appearance');
  });

  it.each(settingsNotCarried)('the setting %s is listed', (column) => {
    const { findings } = readXlsForm(
      workbook(
        [
          ['type', 'name', 'label'],
          ['text', 'a', 'A'],
        ],
        [],
        [
          ['form_title', 'form_id', column],
          ['F', 'f', 'x'],
        ],
      ),
    );
    expect(findings.map(inShort)).toContain(`setting_not_carried settings 2 ${column}`);
  });

  it('lists content of its own, media, filters, other languages, other sheets and unknown columns', () => {
    const { form, findings } = readXlsForm([
      ...workbook(
        [
          [
            'type',
            'name',
            'label',
            'label::Français (fr)',
            'bind::odk:x',
            'instance::y',
            'body::accuracyThreshold',
            'media::image::English (en)',
            'zoom',
            'label',
          ],
          [
            'select_one towns',
            'town',
            'Town **here** ${word}',
            'Ville',
            '1',
            '2',
            '3',
            'a.png',
            'z',
            'again',
          ],
        ],
        [
          ['list_name', 'name', 'label', 'image', 'county'],
          ['towns', 'new town', 'New town', 't.png', 'kent'],
          ['towns', '', 'Nameless'],
          ['towns', 'new-town', 'Newer'],
        ],
      ),
      { name: 'entities', rows: [{ number: 1, cells: ['list_name'] }] },
    ]);
    expect(findings.map(inShort).sort()).toEqual([
      'choice_without_name choices 3 name',
      'column_not_carried choices 2 county',
      'column_not_carried choices 2 media::image',
      'column_not_carried survey 2 bind::odk:x',
      'column_not_carried survey 2 body::accuracythreshold',
      'column_not_carried survey 2 instance::y',
      'column_not_carried survey 2 media::image',
      'duplicate_column survey 1 label',
      'language_not_carried survey 1 label::Français (fr)',
      'option_renamed choices 2 name',
      'option_renamed choices 4 name',
      'reference_in_text survey 2 label',
      'sheet_not_read entities',
      'styling_not_carried survey 2 label',
      'translation_missing survey 2 label',
      'unknown_column survey 1 zoom',
    ]);
    const [town] = form?.fields ?? [];
    expect(town?.type === 'choice' && town.options.map(({ code }) => code)).toEqual([
      'new-town',
      'new-town2',
    ]);
  });
});
