import { fireEvent, within } from '@testing-library/react';
import { describe, expect, test, vi } from 'vitest';
import type { ParticipantApp } from '../../../../forms/programme.ts';
import { type Editor as AnyEditor, drawFilledIn } from './drawing.tsx';
import { changing, withPhotos } from './programmes.ts';
import { doing, turnDay, until } from './stage.tsx';

/** What an app's editor must do while a report is being sent, and where the device stores nothing. */
export function testEditor(app: ParticipantApp, Editor: AnyEditor): void {
  test('a form cannot be filled in while it is being sent', async () => {
    const { isInert, press, answer, onDone } = await drawFilledIn(app, Editor);
    expect(isInert()).toBe(false);
    await press();
    await until(() => expect(isInert()).toBe(true));
    await answer();
    await until(() => expect(onDone).toHaveBeenCalledOnce());
    expect(isInert()).toBe(false);
  });

  test('what is doubtful is asked about, mended there, and sent from there', async () => {
    const { page, type, press, answer, onDone, model } = await drawFilledIn(app, Editor);
    await type('41');
    await press();
    const dialog = await page.findByRole('dialog', { name: 'Please check' });
    within(dialog).getByText('Forty kilograms or more: is that right?');
    const weight = within(dialog).getByLabelText(/Weight/);
    expect(within(dialog).queryByText('Limping')).toBeNull();
    await doing(() => void fireEvent.change(weight, { target: { value: '4.1' } }));
    await doing(() => void fireEvent.click(within(dialog).getByRole('button', { name: 'Submit' })));
    await answer();
    await until(() => expect(onDone).toHaveBeenCalledOnce());
    expect(model.versions.map(({ values }) => values.weight)).toEqual([4.1]);
  });

  test('what is being sent is neither begun anew nor taken over to another day', async () => {
    const { isDisabled, press, answer } = await drawFilledIn(app, Editor, { resumed: true });
    await turnDay();
    const areDisabled = () => [isDisabled(/Start over/), isDisabled(/Change to/)];
    expect(areDisabled()).toEqual([false, false]);
    await press();
    await until(() => expect(areDisabled()).toEqual([true, true]));
    await answer();
    await until(() => expect(areDisabled()).toEqual([false, false]));
  });

  test('what cannot be stored on this device is said, and is not left behind without a question', async () => {
    vi.stubGlobal('indexedDB', undefined);
    const { page, type, leave, hasLeft } = await drawFilledIn(app, Editor);
    const notice = () => page.queryByText(/could not be saved on this device/);
    expect(notice()).toBeNull();
    await type('5');
    await until(() => expect(notice()).not.toBeNull());
    await leave();
    await until(() => expect(page.queryByText('Leave anyway')).not.toBeNull());
    expect(hasLeft()).toBe(false);
    await doing(() => page.getByText('Leave anyway').click());
    await until(() => expect(hasLeft()).toBe(true));
  });

  test('what was typed last is stored before the page is left', async () => {
    const { page, type, leave, hasLeft } = await drawFilledIn(app, Editor);
    await type('5');
    await leave();
    await until(() => expect(hasLeft()).toBe(true));
    expect(page.queryByText('Leave anyway')).toBeNull();
  });

  test('what is being sent is not left behind without a question', async () => {
    const { page, press, answer, leave, hasLeft, onDone } = await drawFilledIn(app, Editor);
    await press();
    await leave();
    await until(() => expect(page.queryByText(/still being submitted/)).not.toBeNull());
    expect(hasLeft()).toBe(false);
    await answer();
    await until(() => expect(onDone).toHaveBeenCalledOnce());
  });

  describe('photos that are still being uploaded', () => {
    const twoChosen = async () => {
      const drawn = await drawFilledIn(app, Editor, { programme: withPhotos(changing) });
      await drawn.choosePhoto();
      await drawn.choosePhoto();
      await drawn.arrive(0);
      return { ...drawn, told: () => drawn.page.queryByText(/still being uploaded/) };
    };

    test('are waited for before the report is sent, which is said at the field', async () => {
      const { press, told, arrive, answer, onDone, model } = await twoChosen();
      expect(told()).toBeNull();
      await press();
      await until(() => expect(told()).not.toBeNull());
      expect(onDone).not.toHaveBeenCalled();
      await arrive(1);
      await until(() => expect(told()).toBeNull());
      await press();
      await answer();
      await until(() => expect(onDone).toHaveBeenCalledOnce());
      expect(model.versions[0]?.values.pictures).toHaveLength(2);
    });

    test('are not waited for any more once they are cancelled', async () => {
      const { page, press, told, arrive, answer, onDone, model } = await twoChosen();
      await press();
      await until(() => expect(told()).not.toBeNull());
      await doing(() => page.getByRole('button', { name: 'Cancel upload' }).click());
      await until(() => expect(told()).toBeNull());
      await arrive(1);
      await press();
      await answer();
      await until(() => expect(onDone).toHaveBeenCalledOnce());
      expect(model.versions[0]?.values.pictures).toHaveLength(1);
    });

    test('are not left behind without a question', async () => {
      const { page, leave, hasLeft } = await twoChosen();
      await leave();
      await until(() => expect(page.queryByText(/will be lost if you leave/)).not.toBeNull());
      expect(hasLeft()).toBe(false);
      await doing(() => page.getByText('Leave anyway').click());
      await until(() => expect(hasLeft()).toBe(true));
    });
  });
}
