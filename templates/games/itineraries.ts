import type { Condition, FormDefinition, Text } from '../../forms/definition.ts';

function flight(code: string, label: Text) {
  return {
    type: 'text' as const,
    code,
    label,
    hint: { zh: '例如 CA1234', en: 'For example CA1234' },
    required: false,
    maxLength: 20,
    writtenAs: 'code' as const,
    pattern: '[A-Z0-9]{2,3}[0-9]{1,4}[A-Z]?',
    patternHint: {
      zh: '请填写航班号，如 CA1234。',
      en: 'Please give a flight number, such as CA1234.',
    },
  };
}

/** Wide enough for every real journey, so that a slip in the year is told at once. */
const LONGEST = 400;

const departure = [
  {
    type: 'date' as const,
    code: 'departureDate',
    label: { zh: '计划离境日期', en: 'Planned departure date' },
    required: false,
    min: { field: 'entryDate' },
    max: { today: LONGEST },
  },
  flight('departureFlight', { zh: '计划离境航班', en: 'Planned departure flight' }),
];

/** SPEC G4.7: all optional. */
export const plannedItinerary: FormDefinition = {
  code: 'planned-itinerary',
  icon: 'plan',
  title: { zh: '计划行程填报', en: 'Planned itinerary' },
  intro: {
    zh: '填报计划入境中国的日期、登机时间、航班号，以及计划离境的日期、航班号。各项均为选填。登机时间请按您手机或电脑显示的时区选择。',
    en: 'Your planned date of entry to China, boarding time and flight, and your planned date of departure and flight. All of it is optional. Choose the boarding time in the time zone that your phone or computer shows.',
  },
  fields: [
    flight('entryFlight', { zh: '计划入境航班', en: 'Planned entry flight' }),
    {
      type: 'datetime',
      code: 'boardingAt',
      label: { zh: '计划入境登机时间', en: 'Planned boarding time for entry' },
      required: false,
      min: { now: -24 * LONGEST },
      max: { now: 24 * LONGEST },
    },
    {
      type: 'date',
      code: 'entryDate',
      label: { zh: '计划入境日期', en: 'Planned entry date' },
      required: false,
      min: { field: 'boardingAt', otherwise: { today: -LONGEST } },
      max: { today: LONGEST },
    },
    ...departure,
  ],
};

/** Also while nothing is chosen: nearly everybody enters by air. */
const byAir: Condition = { not: { field: 'entryBy', in: ['land', 'sea'] } };

/** SPEC G4.8: the entry date moves the phase, by whatever way. */
export const actualItinerary: FormDefinition = {
  code: 'actual-itinerary',
  icon: 'travel',
  title: { zh: '实际行程填报', en: 'Actual itinerary' },
  intro: {
    zh: '填报实际入境中国的日期、航班号、座位号。',
    en: 'The date, flight and seat with which you entered China.',
  },
  fields: [
    {
      type: 'date',
      code: 'entryDate',
      label: { zh: '入境日期', en: 'Entry date' },
      required: true,
      min: { today: -LONGEST },
      max: { today: 0 },
    },
    {
      type: 'choice',
      code: 'entryBy',
      label: { zh: '入境方式', en: 'Way of entry' },
      hint: {
        zh: '乘飞机入境的可以不选。经陆路或海路入境的，无需填报航班和座位。',
        en: 'You may leave this open if you entered by air. By land or sea, no flight or seat is needed.',
      },
      required: false,
      options: [
        { code: 'air', label: { zh: '航空', en: 'By air' } },
        { code: 'land', label: { zh: '陆路', en: 'By land' } },
        { code: 'sea', label: { zh: '海路', en: 'By sea' } },
      ],
    },
    {
      ...flight('entryFlight', { zh: '入境航班', en: 'Entry flight' }),
      required: true,
      showWhen: byAir,
    },
    {
      type: 'text',
      code: 'entrySeat',
      label: { zh: '入境航班座位号', en: 'Seat on the entry flight' },
      hint: { zh: '例如 23A', en: 'For example 23A' },
      required: true,
      showWhen: byAir,
      maxLength: 10,
      writtenAs: 'code',
      pattern: '[0-9]{1,3}[A-Z]',
      patternHint: { zh: '请填写座位号，如 23A。', en: 'Please give a seat, such as 23A.' },
    },
    ...departure,
  ],
};
