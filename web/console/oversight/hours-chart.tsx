import { useMemo } from 'react';
import { useLang, useWords } from '../../shared/i18n.ts';
import textStyles from '../../shared/text.module.css';
import { colours } from '../../shared/tokens.ts';
import { Chart, type ChartOption, chartLook } from '../shell/chart.tsx';
import { formatCount } from '../shell/numbers.ts';
import { hourIn } from './overview-clock.ts';
import { overviewWords } from './overview-words.ts';

type Hour = { begins: string; checks: number };

/** Bars of the checks of each of the last 24 hours, by the programme's clocks. */
export default function HoursChart({ hours, zone }: { hours: Hour[]; zone: string }) {
  const t = useWords(overviewWords);
  const lang = useLang();
  const option = useMemo((): ChartOption => {
    const names = hours.map(({ begins }) => hourIn(begins, zone, lang));
    return {
      grid: { ...chartLook.grid, top: 24 },
      tooltip: {
        trigger: 'axis',
        formatter: (points: { dataIndex: number }[]) => {
          const index = points[0]?.dataIndex ?? 0;
          return `${names[index]}<br/>${t('times', { count: formatCount(hours[index]?.checks ?? 0) })}`;
        },
      },
      xAxis: {
        type: 'category',
        data: names,
        axisLine: chartLook.axisLine,
        axisLabel: { ...chartLook.axisLabel, interval: 3 },
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
          type: 'bar',
          barMaxWidth: 18,
          itemStyle: { color: colours.ink },
          data: hours.map(({ checks }) => checks),
        },
      ],
    };
  }, [hours, zone, lang, t]);
  return (
    <>
      <Chart option={option} height={190} label={t('hoursTable')} />
      <table className={textStyles.sr}>
        <caption>{t('hoursTable')}</caption>
        <tbody>
          {hours.map(({ begins, checks }) => (
            <tr key={begins}>
              <th scope="row">{hourIn(begins, zone, lang)}</th>
              <td>{t('times', { count: formatCount(checks) })}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
