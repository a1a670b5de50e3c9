import { useMemo } from 'react';
import { formatDay } from '../../shared/format.ts';
import { type Lang, useLang, useWords } from '../../shared/i18n.ts';
import { useIsAtMost } from '../../shared/screen-width.ts';
import textStyles from '../../shared/text.module.css';
import { colours, dutyColours } from '../../shared/tokens.ts';
import { Chart, type ChartOption, chartLook } from './chart.tsx';
import { percentOf } from './share.ts';
import styles from './trend-chart.module.css';
import { trendWords } from './trend-words.ts';

type TrendDay = { day: string; due: number; done: number };

type Words = { done: string; missing: string; reported: (day: TrendDay) => string };

function optionOf(days: TrendDay[], lang: Lang, words: Words, withPercents: boolean): ChartOption {
  const bar = { type: 'bar', stack: 'due', barMaxWidth: 28 } as const;
  const left = ({ due, done }: TrendDay) => Math.max(0, due - done);
  return {
    grid: { ...chartLook.grid, top: 24 },
    tooltip: {
      trigger: 'axis',
      formatter: (points: { dataIndex: number }[]) => {
        const day = days[points[0]?.dataIndex ?? 0];
        return day ? `${formatDay(day.day, lang)}<br/>${words.reported(day)}` : '';
      },
    },
    xAxis: {
      type: 'category',
      data: days.map(({ day }) => day.slice(5)),
      axisLine: chartLook.axisLine,
      axisLabel: chartLook.axisLabel,
      axisTick: { show: false },
    },
    yAxis: {
      type: 'value',
      minInterval: 1,
      axisLabel: chartLook.axisLabel,
      splitLine: chartLook.splitLine,
    },
    series: [
      {
        ...bar,
        name: words.done,
        itemStyle: { color: dutyColours.done },
        data: days.map(({ done }) => done),
      },
      {
        ...bar,
        name: words.missing,
        itemStyle: { color: colours.inkRest },
        label: {
          show: withPercents,
          position: 'top',
          color: colours.textSoft,
          fontSize: 11,
          formatter: ({ dataIndex }: { dataIndex: number }) => {
            const percent = percentOf(days[dataIndex] ?? { due: 0, done: 0 });
            return percent === null ? '' : `${percent}%`;
          },
        },
        data: days.map(left),
      },
    ],
  };
}

/** Bars of who reported and who did not, day by day. */
export default function TrendChart({ days }: { days: TrendDay[] }) {
  const lang = useLang();
  const t = useWords(trendWords);
  const isPhone = useIsAtMost('phone');
  const option = useMemo(
    () =>
      optionOf(
        days,
        lang,
        {
          done: t('done'),
          missing: t('missing'),
          reported: (day) => {
            const percent = percentOf(day);
            const text = t('reported', { done: day.done, due: day.due });
            return percent === null ? text : `${text} (${percent}%)`;
          },
        },
        // On a phone there is no room for them; who presses a bar is told.
        !isPhone,
      ),
    [days, lang, t, isPhone],
  );
  return (
    <>
      <div className={styles.legend} aria-hidden="true">
        <span className={`${styles.key} ${styles.keyDone}`} /> {t('done')}
        <span className={`${styles.key} ${styles.keyPale}`} /> {t('missing')}
      </div>
      <Chart option={option} height={190} label={t('trendTable')} />
      <table className={textStyles.sr}>
        <caption>{t('trendTable')}</caption>
        <tbody>
          {days.map(({ day, due, done }) => (
            <tr key={day}>
              <th scope="row">{formatDay(day, lang)}</th>
              <td>{t('reported', { done, due })}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
