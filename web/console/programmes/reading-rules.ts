import type { Choices, Preview } from './reading.ts';

/** What becomes of the choices of an import when somebody accepts, takes back or changes one of them. */

export const noChoices: Choices = {
  ...{ sheets: null, encoding: null, columns: [], mends: [], values: [], units: [], answers: [] },
};

type Header = Pick<Preview['headers'][number], 'index' | 'name' | 'key'>;
type MendOffer = Preview['mends'][number];
type Mend = Choices['mends'][number];
type Text = { column: string; from: string };
type Offers = { mends: MendOffer[]; values: Preview['values'] };

/** What a column of the file is taken for, by what somebody chose or else by its name. */
export function columnOf({ columns }: Choices, { index, name, key }: Header): string | null {
  const own = columns.find((each) => each.index === index && each.header === name);
  return own ? own.key : key;
}

/** A column is one column of the file: whichever was taken for it so far is not used now. */
export function withColumn(
  choices: Choices,
  headers: readonly Header[],
  { index, name }: Header,
  key: string | null,
): Pick<Choices, 'columns'> {
  const left = choices.columns.filter(
    (each) => !(each.index === index && each.header === name) && (key === null || each.key !== key),
  );
  const former = headers
    .filter((each) => key !== null && each.index !== index && columnOf(choices, each) === key)
    .map((each) => ({ index: each.index, header: each.name, key: null }));
  return { columns: [...left, ...former, { index, header: name, key }] };
}

/** Columns that mean what one before them means, of which nobody has said yet that they are not used. */
export function openDoubles(choices: Choices, headers: Preview['headers']): Preview['headers'] {
  return headers.filter(
    ({ index, name, claims }) =>
      claims && !choices.columns.some((each) => each.index === index && each.header === name),
  );
}

export function withFirstOfDoubles(
  choices: Choices,
  headers: Preview['headers'],
): Pick<Choices, 'columns'> {
  const unused = openDoubles(choices, headers).map(({ index, name }) => ({
    ...{ index, header: name, key: null },
  }));
  return { columns: [...choices.columns, ...unused] };
}

export function hasMend({ mends }: Choices, column: string, mend: Mend['mend']): boolean {
  return mends.some((each) => each.column === column && each.mend === mend);
}

/** Accepts what is offered for a column, or takes it back; days are written in one order, not in both. */
export function withMend(
  choices: Choices,
  offer: MendOffer,
  isAccepted: boolean,
): Pick<Choices, 'mends'> {
  const left = choices.mends.filter(
    ({ column, mend }) =>
      column !== offer.column ||
      !(offer.mends.includes(mend) || areOtherOrders(offer.mends[0], mend)),
  );
  const own = offer.mends.map((mend) => ({ column: offer.column, mend }));
  return { mends: isAccepted ? [...left, ...own] : left };
}

/** What a text was said to mean. */
export function meaningOf(choices: Choices | null | undefined, text: Text): string | undefined {
  return choices?.values.find((each) => isSameText(each, text))?.to;
}

/** Says what a text means, or that nobody knows any more. */
export function withMeaning(
  { values }: Choices,
  { column, from }: Text,
  to: string | undefined,
): Pick<Choices, 'values'> {
  const left = values.filter((each) => !isSameText(each, { column, from }));
  return { values: to ? [...left, { column, from, to }] : left };
}

/** What is likely meant and nobody has accepted yet. An order of days is only possible, never likely. */
export function openOffers({ mends, values }: Preview, choices: Choices): Offers {
  return {
    mends: mends.filter(
      ({ accepted, mends: [first], column }) =>
        !accepted && first && !isDayOrder(first) && !hasMend(choices, column, first),
    ),
    values: values.filter(
      (offer) => !offer.accepted && offer.to !== null && meaningOf(choices, offer) === undefined,
    ),
  };
}

export function withAllOffers(
  choices: Choices,
  { mends, values }: Offers,
): Pick<Choices, 'mends' | 'values'> {
  const offered = mends.flatMap((offer) =>
    offer.mends.map((mend) => ({ column: offer.column, mend })),
  );
  const meant = values.map(({ column, from, to }) => ({ column, from, to: to ?? '' }));
  return {
    mends: [...choices.mends, ...offered].filter(isFirstOfItsKind),
    values: [...choices.values, ...meant.filter((each) => meaningOf(choices, each) === undefined)],
  };
}

function isFirstOfItsKind({ column, mend }: Mend, index: number, all: Mend[]): boolean {
  return all.findIndex((each) => each.column === column && each.mend === mend) === index;
}

function isSameText(one: Text, other: Text): boolean {
  return one.column === other.column && one.from === other.from;
}

const dayOrders: readonly (string | undefined)[] = ['day_first', 'month_first'];
const isDayOrder = (mend: string | undefined) => dayOrders.includes(mend);

function areOtherOrders(one: string | undefined, other: string): boolean {
  return isDayOrder(one) && isDayOrder(other);
}
