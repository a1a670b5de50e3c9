import { RouterProvider } from '@tanstack/react-router';
import { fireEvent } from '@testing-library/react';
import type { ComponentType } from 'react';
import { expect, test } from 'vitest';
import type { ParticipantApp } from '../../../../forms/programme.ts';
import { penguins } from '../../../../forms/testing/penguins.ts';
import { reports } from '../../../../modules/reports/contract.ts';
import { routerOf } from './drawing.tsx';
import { ok } from './fake-server.ts';
import { doing, openStage, until } from './stage.tsx';

/** What an app must do when the declaration changes while one of the pages behind it is open. */
export function testDeclarationGate(app: ParticipantApp, Gate: ComponentType): void {
  const openGate = async (declarationNeeded: boolean) => {
    const stage = openStage({ programme: penguins, app, overview: { declarationNeeded } });
    stage.server.on(reports.declaration, () => ok);
    const router = await routerOf(() => <input aria-label="Weight" />, Gate);
    const page = stage.draw(<RouterProvider router={router as never} />);
    const weight = () => page.queryByLabelText('Weight') as HTMLInputElement | null;
    const declare = async () => {
      await until(() => expect(page.queryByRole('checkbox')).not.toBeNull());
      await doing(() => page.getByRole('checkbox').click());
      await doing(() => page.getByRole('button', { name: 'Continue' }).click());
      await until(() => expect(page.queryByRole('checkbox')).toBeNull());
    };
    return { stage, weight, declare };
  };

  test('what was typed stays while a new declaration is made', async () => {
    const { stage, weight, declare } = await openGate(false);
    await until(() => expect(weight()).not.toBeNull());
    await doing(() => void fireEvent.change(weight() as Element, { target: { value: '4' } }));
    const isCovered = () => weight()?.closest('[hidden]') !== null;
    expect(isCovered()).toBe(false);
    stage.overview = { ...stage.overview, declarationNeeded: true };
    await doing(() => stage.queries.invalidateQueries({ queryKey: [reports.overview.url] }));
    await until(() => expect(isCovered()).toBe(true));
    await declare();
    expect(isCovered()).toBe(false);
    expect(weight()?.value).toBe('4');
  });

  test('no page is opened before the declaration was made', async () => {
    const { weight, declare } = await openGate(true);
    await declare();
    await until(() => expect(weight()).not.toBeNull());
  });
}
