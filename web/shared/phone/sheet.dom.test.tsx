import { render, screen } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { doing } from '../participant/testing/stage.tsx';
import { Sheet } from './sheet.tsx';

test('a question over a sheet is closed alone', async () => {
  const [closeSheet, closeQuestion] = [vi.fn(), vi.fn()];
  render(
    <Sheet title="Sheet" onClose={closeSheet}>
      <Sheet title="Question" onClose={closeQuestion}>
        Really?
      </Sheet>
    </Sheet>,
  );
  const close = (text: string) =>
    doing(() => void screen.getByText(text).closest('dialog')?.dispatchEvent(new Event('close')));
  await close('Question');
  expect([closeSheet, closeQuestion].map(({ mock }) => mock.calls.length)).toEqual([0, 1]);
  await close('Sheet');
  expect([closeSheet, closeQuestion].map(({ mock }) => mock.calls.length)).toEqual([1, 1]);
});
