import { useMemo } from 'react';
import { eachDay } from '../../../forms/days.ts';
import { formatDay } from '../../shared/format.ts';
import { type Lang, useLang, useWords } from '../../shared/i18n.ts';
import textStyles from '../../shared/text.module.css';
import { colours, stateColours } from '../../shared/tokens.ts';
import { Chart, type ChartOption, chartLook } from '../shell/chart.tsx';
import type { NumberSeries } from './number-series.ts';
import { reportWords } from './words.ts';

function optionOf(series: NumberSeries, lang: Lang): ChartOption {
  const { points, limit, field } = series;
  const first = points[0]?.day ?? '';
  const last = points.at(-1)?.day ?? first;
  // Days without a report leave a gap.
  const days = eachDay(first, last);
  const values = new Map(points.map(({ day, value }) => [day, value]));
  const all = points.map(({ value }) => value).concat(limit ?? []);
  const unit = field.unit?.[lang] ?? '';
  const above = (value: number | undefined) =>
    limit !== null && value !== undefined && value >= limit;
  return {
    grid: chartLook.grid,
    tooltip: {
      trigger: 'axis',
      formatter: (hits: { dataIndex: number }[]) => {
        const day = days[hits[0]?.dataIndex ?? 0] ?? first;
        const value = values.get(day);
        return `${formatDay(day, lang)}<br/>${value === undefined ? '–' : `${value}${unit}`}`;
      },
    },
    xAxis: {
      type: 'category',
      data: days.map((day) => day.slice(5)),
      axisLine: chartLook.axisLine,
      axisLabel: chartLook.axisLabel,
      axisTick: { show: false },
    },
    yAxis: {
      type: 'value',
      min: Math.floor(Math.min(...all) - 0.5),
      max: Math.ceil(Math.max(...all) + 0.5),
      axisLabel: chartLook.axisLabel,
      splitLine: chartLook.splitLine,
    },
    series: [
      {
        type: 'line',
        connectNulls: false,
        lineStyle: { color: colours.ink, width: 2 },
        data: days.map((day) => {
          const value = values.get(day);
          const high = above(value);
          return {
            value: value ?? null,
            symbol: high ? 'triangle' : 'circle',
            symbolSize: high ? 11 : 6,
            itemStyle: { color: high ? stateColours.red : colours.ink },
          };
        }),
        ...(limit !== null && {
          markLine: {
            silent: true,
            symbol: 'none',
            lineStyle: { color: stateColours.red, type: 'dashed' },
            label: { formatter: `≥ ${limit}${unit}`, position: 'insideStartTop' },
            data: [{ yAxis: limit }],
          },
        }),
      },
    ],
  };
}

/** The trend of a number over its days, with the limit from which an alert speaks. */
export default function NumberChart({ series }: { series: NumberSeries }) {
  const lang = useLang();
  const t = useWords(reportWords);
  const option = useMemo(() => optionOf(series, lang), [series, lang]);
  const title = t('temperatureTable', { label: series.field.label[lang] });
  return (
    <>
      <Chart option={option} height={220} label={title} />
      <table className={textStyles.sr}>
        <caption>{title}</caption>
        <tbody>
          {series.points.map(({ day, value }) => (
            <tr key={day}>
              <th scope="row">{formatDay(day, lang)}</th>
              <td>{value}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
