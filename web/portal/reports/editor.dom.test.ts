import { expect, test } from 'vitest';
import { drawFilledIn } from '../../shared/participant/testing/drawing.tsx';
import { until } from '../../shared/participant/testing/stage.tsx';
import { Editor } from './editor.tsx';

test('a form cannot be filled in while it is being sent', async () => {
  const { isInert, press, answer, onDone } = await drawFilledIn('portal', Editor);
  expect(isInert()).toBe(false);
  await press();
  await until(() => expect(isInert()).toBe(true));
  await answer();
  await until(() => expect(onDone).toHaveBeenCalledOnce());
  expect(isInert()).toBe(false);
});
