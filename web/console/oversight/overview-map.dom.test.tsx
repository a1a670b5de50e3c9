import { render, screen } from '@testing-library/react';
import * as echarts from 'echarts/core';
import { expect, onTestFinished, test, vi } from 'vitest';
import OverviewMap from './overview-map.tsx';

const square = (adcode: number, name: string, x: number) => ({
  type: 'Feature' as const,
  properties: { adcode, name },
  geometry: {
    type: 'Polygon',
    coordinates: [
      [
        [x, 0],
        [x + 1, 0],
        [x + 1, 1],
        [x, 1],
        [x, 0],
      ],
    ],
  },
});

test('a map finds its areas by their codes, names all of them, and opens the one that is pressed', () => {
  // Nothing has a size in this browser, and a map without one cannot be drawn.
  vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(400);
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(300);
  onTestFinished(() => void vi.restoreAllMocks());
  const onOpen = vi.fn();
  render(
    <OverviewMap
      boundaries={{
        code: '990000',
        features: [square(990100, '北冰', 0), square(990200, '南冰', 2)],
      }}
      areas={[{ id: 7, code: '990100', nameZh: '北部', nameEn: 'North', value: 40 }]}
      label="Completion by region"
      isPercent
      onOpen={onOpen}
    />,
  );
  const at = screen.getByRole('img', { name: 'Completion by region' });
  const chart = echarts.getInstanceByDom(at);
  const option = chart?.getOption() as {
    series: { data: object[]; label: { formatter: (of: { name: string }) => string } }[];
    visualMap: { max: number }[];
  };
  expect(option.series[0]?.data[0]).toEqual({ name: '990100', value: 40 });
  expect(option.visualMap[0]?.max).toBe(100);
  const label = option.series[0]?.label.formatter;
  expect([label?.({ name: '990100' }), label?.({ name: '990200' })]).toEqual(['North', '南冰']);
  (chart as unknown as { trigger(name: string, event: object): void }).trigger('click', {
    name: '990200',
  });
  expect(onOpen).not.toHaveBeenCalled();
  (chart as unknown as { trigger(name: string, event: object): void }).trigger('click', {
    name: '990100',
  });
  expect(onOpen).toHaveBeenCalledExactlyOnceWith(7);
});
