import { BarChart, LineChart } from 'echarts/charts';
import { GridComponent, MarkLineComponent, TooltipComponent } from 'echarts/components';
import * as echarts from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { useEffect, useRef } from 'react';
import { wantsCalm } from '../../shared/motion.ts';
import { colours, font } from '../../shared/tokens.ts';

echarts.use([BarChart, LineChart, GridComponent, TooltipComponent, MarkLineComponent, SVGRenderer]);

export type ChartOption = echarts.EChartsCoreOption;

/** The look that all charts share. */
export const chartLook = {
  grid: { left: 44, right: 16, top: 16, bottom: 28 },
  axisLine: { lineStyle: { color: colours.line } },
  axisLabel: { color: colours.textSoft, fontFamily: font.zh },
  splitLine: { lineStyle: { color: colours.line } },
} as const;

/** A chart that follows its area's size. What it shows must also stand near it as text: `label` names it. */
export function Chart(props: {
  option: ChartOption;
  height: number;
  label: string;
  /** Is told the name of what was pressed in the chart. */
  onPress?: (name: string) => void;
}) {
  const { option, height, label, onPress } = props;
  const at = useRef<HTMLDivElement>(null);
  const chart = useRef<echarts.ECharts>(null);
  useEffect(() => {
    if (!at.current) return;
    const made = echarts.init(at.current, null, { renderer: 'svg' });
    chart.current = made;
    const watcher = new ResizeObserver(() => made.resize());
    watcher.observe(at.current);
    return () => {
      watcher.disconnect();
      made.dispose();
      chart.current = null;
    };
  }, []);
  useEffect(
    () => chart.current?.setOption({ animation: !wantsCalm(), ...option }, { notMerge: true }),
    [option],
  );
  useEffect(() => {
    const press = ({ name }: { name: string }) => onPress?.(name);
    chart.current?.on('click', press as never);
    return () => {
      chart.current?.off('click', press as never);
    };
  }, [onPress]);
  return <div ref={at} role="img" aria-label={label} style={{ height }} />;
}
