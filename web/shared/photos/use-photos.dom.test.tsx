import { act, renderHook } from '@testing-library/react';
import { type ReactNode, useState } from 'react';
import { describe, expect, test, vi } from 'vitest';
import type { FieldOf } from '../../../forms/definition.ts';
import { ApiProblem } from '../api.ts';
import { FormContextProvider, type FormContextValue } from '../form-context.ts';
import { usePhotos } from './use-photos.ts';

const field: FieldOf<'photos'> = {
  ...{ type: 'photos', code: 'nest', label: { zh: '巢', en: 'Nest' }, required: false },
  max: 3,
};

const file = (name: string) => new File(['pebbles'], name, { type: 'image/jpeg' });

/** A field of a form; each upload takes until the test ends it. */
function photosField() {
  const sent: { name: string; answer: (id: string) => void; fail: (error?: unknown) => void }[] =
    [];
  const uploadPhoto: FormContextValue['uploadPhoto'] = ({ name }) =>
    new Promise((answer, reject) => {
      const fail = (error: unknown = new Error('no picture')) => reject(error);
      sent.push({ name, answer, fail });
    });
  const context: FormContextValue = {
    ...{ zone: 'Antarctica/McMurdo', today: '2024-04-10', photoUrl: (id) => id },
    ...{ uploadPhoto, explain: () => 'No network.' },
  };
  const onLeave = vi.fn();
  const wrapper = ({ children }: { children: ReactNode }) => (
    <FormContextProvider value={context}>{children}</FormContextProvider>
  );
  const hook = () => {
    const [value, onChange] = useState<unknown>(undefined);
    return { value, ...usePhotos({ field, value, onChange, onBegin: () => () => {}, onLeave }) };
  };
  const { result } = renderHook(hook, { wrapper });
  const add = (...names: string[]) => act(() => result.current.add(names.map(file)));
  const texts = () => result.current.failures.map(({ text }) => text);
  return { sent, result, add, texts, onLeave };
}

describe('photos of a form', () => {
  test('are added as their uploads end', async () => {
    const { sent, result, add, onLeave } = photosField();
    add('a.jpg', 'b.jpg');
    expect(result.current.uploads).toHaveLength(2);
    await act(async () => sent[1]?.answer('second'));
    await act(async () => sent[0]?.answer('first'));
    expect(result.current).toMatchObject({ value: ['second', 'first'], uploads: [] });
    expect(onLeave).toHaveBeenCalledTimes(2);
  });

  test('of which one fails keep the others, and say which', async () => {
    const { sent, result, add, texts } = photosField();
    add('a.jpg', 'b.jpg');
    await act(async () => sent[0]?.fail());
    await act(async () => sent[1]?.answer('second'));
    expect(result.current.value).toEqual(['second']);
    expect(texts()).toEqual(['a.jpg: No network.']);
  });

  test('that found no network are sent again once there is one, or where the person wants it', async () => {
    const { sent, result, add, texts } = photosField();
    const offline = new ApiProblem('offline', 0);
    add('a.jpg', 'b.jpg');
    await act(async () => sent[0]?.fail(offline));
    await act(async () => sent[1]?.fail());
    add('c.jpg');
    // What the server refuses is not worth a second try.
    expect(texts()).toEqual(['a.jpg: No network.']);
    await act(async () => result.current.uploadWaiting?.());
    expect(sent.map(({ name }) => name)).toEqual(['a.jpg', 'b.jpg', 'c.jpg', 'a.jpg']);
    expect(result.current.uploadWaiting).toBeNull();
    await act(async () => sent[3]?.fail(offline));
    await act(async () => window.dispatchEvent(new Event('online')));
    await act(async () => sent[4]?.answer('first'));
    expect(result.current).toMatchObject({ value: ['first'], failures: [] });
    expect(sent.map(({ name }) => name).slice(3)).toEqual(['a.jpg', 'a.jpg']);
  });

  test('that wait for a network and are chosen once more are there once', async () => {
    const { sent, result, texts } = photosField();
    const chosen = file('a.jpg');
    act(() => result.current.add([chosen]));
    await act(async () => sent[0]?.fail(new ApiProblem('offline', 0)));
    act(() => result.current.add([chosen]));
    expect(texts()).toEqual([]);
    expect(result.current.uploadWaiting).toBeNull();
    expect(sent).toHaveLength(2);
  });

  test('for which there is no room are named', async () => {
    const { sent, result, add, texts } = photosField();
    add('a.jpg', 'b.jpg');
    await act(async () => sent[0]?.answer('first'));
    add('c.jpg', 'd.jpg', 'e.jpg');
    expect(sent.map(({ name }) => name)).toEqual(['a.jpg', 'b.jpg', 'c.jpg']);
    expect(result.current.hasRoom).toBe(false);
    expect(texts()).toEqual(['d.jpg: At most 3 photos.', 'e.jpg: At most 3 photos.']);
  });
});
