import { MapChart } from 'echarts/charts';
import { VisualMapComponent } from 'echarts/components';
import * as echarts from 'echarts/core';
import { useMemo } from 'react';
import { useLang } from '../../shared/i18n.ts';
import { colours } from '../../shared/tokens.ts';
import { Chart, type ChartOption } from '../shell/chart.tsx';
import { formatCount } from '../shell/numbers.ts';
import { placeName } from '../shell/programme.tsx';
import type { Boundaries } from './use-boundaries.ts';

echarts.use([MapChart, VisualMapComponent]);

/** What a map shows of a region. */
export type Area = { id: number; code: string; nameZh: string; nameEn: string; value: number };

type MapProps = {
  boundaries: Boundaries;
  areas: readonly Area[];
  label: string;
  /** Percentages have a scale of their own. */
  isPercent: boolean;
  onOpen: (placeId: number) => void;
};

/** Regions, the darker the higher their figure. The same figures stand in the table. */
export default function OverviewMap({ boundaries, areas, label, isPercent, onOpen }: MapProps) {
  const lang = useLang();
  const { code, features } = boundaries;
  const map = `anxing-${code}`;
  useMemo(() => {
    // Areas are found by their codes: names are written in more than one way.
    const named = features.map((each) => ({
      ...each,
      properties: { ...each.properties, name: String(each.properties.adcode) },
    }));
    echarts.registerMap(map, { type: 'FeatureCollection', features: named } as never);
  }, [map, features]);
  const byCode = useMemo(() => new Map(areas.map((area) => [area.code, area])), [areas]);
  const option = useMemo((): ChartOption => {
    const nameOf = (of: string) => {
      const area = byCode.get(of);
      const drawn = features.find(({ properties }) => String(properties.adcode) === of);
      return area ? placeName(area, lang) : (drawn?.properties.name ?? of);
    };
    const unit = isPercent ? '%' : '';
    return {
      tooltip: {
        trigger: 'item',
        formatter: ({ name, value }: { name: string; value: number }) =>
          Number.isNaN(value) ? nameOf(name) : `${nameOf(name)}<br/>${formatCount(value)}${unit}`,
      },
      visualMap: {
        min: 0,
        max: isPercent ? 100 : Math.max(1, ...areas.map(({ value }) => value)),
        left: 8,
        bottom: 8,
        itemHeight: 90,
        text: isPercent ? ['100%', '0%'] : ['', '0'],
        inRange: { color: [colours.inkPale, colours.inkBorderStrong, colours.ink] },
        textStyle: { color: colours.textSoft },
      },
      series: [
        {
          type: 'map',
          map,
          selectedMode: false,
          itemStyle: { borderColor: colours.surface, areaColor: colours.ghost },
          emphasis: { itemStyle: { areaColor: colours.focus }, label: { show: true } },
          label: {
            show: features.length <= 24,
            color: colours.text,
            textBorderColor: colours.surface,
            textBorderWidth: 2,
            formatter: ({ name }: { name: string }) => nameOf(name),
          },
          data: areas.map((area) => ({ name: area.code, value: area.value })),
        },
      ],
    };
  }, [map, features, areas, byCode, lang, isPercent]);
  return (
    <Chart
      option={option}
      height={420}
      label={label}
      onPress={(name) => {
        const area = byCode.get(name);
        if (area) onOpen(area.id);
      }}
    />
  );
}
