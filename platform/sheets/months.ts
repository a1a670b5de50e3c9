/** Names of months as people write them in sheets: English, French, German, Spanish, Italian, Portuguese, Russian. */
const names = [
  'jan january janv janvier janner januar enero ene janeiro gennaio gen янв январь января',
  'feb february fev fevr fevrier februar febrero fevereiro febbraio фев февр февраль февраля',
  'mar march mars marz marzo marco mrz мар март марта',
  'apr april avr avril abr abril aprile апр апрель апреля',
  'may mai mayo maio maggio mag май мая',
  'jun june juin juni junio junho giugno giu июн июнь июня',
  'jul july juil juillet juli julio julho luglio lug июл июль июля',
  'aug august aout agosto ago авг август августа',
  'sep sept september septembre septiembre setembro set settembre сен сент сентябрь сентября',
  'oct october octobre okt oktober octubre outubro out ottobre ott окт октябрь октября',
  'nov november novembre noviembre novembro ноя нояб ноябрь ноября',
  'dec december decembre dez dezember diciembre dic dezembro dicembre дек декабрь декабря',
];

/** Lower case without accents: `Août` gives `aout`. */
export function plainLetters(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}

const numbers = new Map(
  names.flatMap((list, index) =>
    list.split(' ').map((name) => [plainLetters(name), index + 1] as const),
  ),
);

/** 1 to 12 for the name of a month, short or in full; nothing for other words. */
export function monthNumber(word: string): number | undefined {
  return numbers.get(plainLetters(word));
}
