import { fireEvent } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import type { Field } from '../../../forms/definition.ts';
import { instantOfWall, wallTime } from '../../../forms/wall-time.ts';
import { localZone } from '../../shared/format.ts';
import { drawFilledIn } from '../../shared/participant/testing/drawing.tsx';
import { testEditor } from '../../shared/participant/testing/editor-tests.ts';
import { changing, withField } from '../../shared/participant/testing/programmes.ts';
import { doing, until } from '../../shared/participant/testing/stage.tsx';
import { Editor } from './editor.tsx';

testEditor('desk', Editor);

/** A form that also asks for this, as the last of its fields. */
async function drawWith(field: object) {
  const label = { zh: '再问', en: 'One more' };
  const more = { code: 'more', label, required: false, ...field } as Field;
  const drawn = await drawFilledIn('desk', Editor, { programme: withField(changing, more) });
  const { page, answer, onDone, model } = drawn;
  const input = () => page.getByLabelText('One more') as HTMLInputElement;
  return {
    ...drawn,
    typeIn: (text: string) =>
      doing(() => {
        input().focus();
        fireEvent.input(input(), { target: { value: text } });
      }),
    openAndPick: async (title: string) => {
      await doing(() => void fireEvent.click(input()));
      await doing(() => void fireEvent.click(page.getByTitle(title)));
    },
    leaveField: () => doing(() => input().blur()),
    pointAt: async (title: string) => {
      const day = () => page.getByTitle(title);
      await until(() => expect(day()).toBeDefined());
      await doing(() => void fireEvent.mouseEnter(day()));
      await doing(() => void fireEvent.mouseLeave(day()));
    },
    takeOut: () =>
      doing(
        () => void fireEvent.click(page.container.querySelector('.ant-picker-clear') as Element),
      ),
    pressKeys: () =>
      doing(() => void fireEvent.keyDown(input(), { key: 'Enter', keyCode: 13, ctrlKey: true })),
    /** What the report says, once it was sent. */
    sent: async () => {
      await answer();
      await until(() => expect(onDone).toHaveBeenCalledOnce());
      return model.versions[0]?.values.more;
    },
  };
}

describe('what was filled in last is in the report', () => {
  const zone = localZone();
  const instant = instantOfWall('2024-04-09T08:30:00', zone);

  test('a date that was typed, sent by the keyboard', async () => {
    const { typeIn, pressKeys, sent } = await drawWith({ type: 'date' });
    await typeIn('2024-04-09');
    await pressKeys();
    expect(await sent()).toBe('2024-04-09');
  });

  test('a time that was typed, sent by the keyboard', async () => {
    const { typeIn, pressKeys, sent } = await drawWith({ type: 'datetime' });
    await typeIn('2024-04-09 08:30');
    await pressKeys();
    expect(await sent()).toBe(instant);
  });

  test('a time that was typed, sent at once by the button', async () => {
    const { typeIn, press, sent } = await drawWith({ type: 'datetime' });
    await typeIn('2024-04-09 08:30');
    await press();
    expect(await sent()).toBe(instant);
  });

  test.each([
    [{ type: 'date' }, '2024/4/9', '2024-04-09'],
    [{ type: 'date' }, '2024年4月9日', '2024-04-09'],
    [{ type: 'datetime' }, '2024/4/9 8:30', instant],
  ])('%j typed as %s', async (field, text, value) => {
    const { typeIn, pressKeys, sent } = await drawWith(field);
    await typeIn(text);
    await pressKeys();
    expect(await sent()).toBe(value);
  });

  test.each([
    [{ type: 'date' }, '9 April', /real date/],
    [{ type: 'date' }, '2024/2/30', /real date/],
    [{ type: 'datetime' }, '2024-04-09', /full date and time/],
    [{ type: 'datetime' }, '4/5/2024 10:00', /full date and time/],
  ])('or what is wrong with %j typed as %s', async (field, text, mistake) => {
    const { typeIn, pressKeys, page, model } = await drawWith(field);
    await typeIn(text);
    await pressKeys();
    await until(() => expect(page.getByText(mistake)).toBeDefined());
    expect(page.getByPlaceholderText(text)).toHaveProperty('value', '');
    expect(model.versions).toEqual([]);
  });

  test('a date typed before the pointer went over the calendar', async () => {
    const { typeIn, pointAt, pressKeys, sent } = await drawWith({ type: 'date' });
    await typeIn('2024/4/9');
    await pointAt('2024-04-12');
    await pressKeys();
    expect(await sent()).toBe('2024-04-09');
  });

  test.each(['9 April', '2024-04-09'])('nothing where %s was deleted again', async (text) => {
    const { typeIn, leaveField, pressKeys, sent } = await drawWith({ type: 'date' });
    await typeIn(text);
    await leaveField();
    await typeIn(' ');
    await typeIn('');
    await pressKeys();
    expect(await sent()).toBeUndefined();
  });

  test('one of many answers, chosen with the same keys', async () => {
    const codes = ['krill', 'squid', 'smelt', 'cod', 'prawn', 'salp'];
    const options = codes.map((code) => ({ code, label: { zh: code, en: code } }));
    const { typeIn, pressKeys, sent } = await drawWith({ type: 'choice', options });
    await typeIn('squid');
    await pressKeys();
    expect(await sent()).toBe('squid');
  });

  test('nothing where a date was taken out again', async () => {
    const { typeIn, takeOut, press, sent } = await drawWith({ type: 'date' });
    await typeIn('2024-04-09');
    await takeOut();
    await press();
    expect(await sent()).toBeUndefined();
  });

  test('a day that was picked for a time, sent at once by the button', async () => {
    const { openAndPick, press, sent } = await drawWith({ type: 'datetime' });
    await openAndPick('2024-04-09');
    await press();
    expect(wallTime(await sent(), zone)).toMatch(/^2024-04-09T/);
  });
});
