import { render, screen } from '@testing-library/react';
import * as echarts from 'echarts/core';
import type { Window } from 'happy-dom';
import { expect, onTestFinished, test } from 'vitest';
import { Chart } from './chart.tsx';

test.each([
  { wish: 'no-preference', moves: true },
  { wish: 'reduce', moves: false },
] as const)('a chart moves for whoever asks for "$wish": $moves', ({ wish, moves }) => {
  const { device } = (window as unknown as Window).happyDOM.settings;
  device.prefersReducedMotion = wish;
  const { unmount } = render(<Chart option={{}} height={100} label="Penguins" />);
  onTestFinished(() => {
    unmount();
    device.prefersReducedMotion = 'no-preference';
  });
  const chart = echarts.getInstanceByDom(screen.getByRole('img', { name: 'Penguins' }));
  expect(chart?.getOption()).toMatchObject({ animation: moves });
});
