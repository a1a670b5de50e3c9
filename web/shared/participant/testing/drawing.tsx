import {
  createMemoryHistory,
  createRootRoute,
  createRouter,
  RouterProvider,
} from '@tanstack/react-router';
import { fireEvent } from '@testing-library/react';
import type { ComponentType } from 'react';
import { expect } from 'vitest';
import type { ParticipantApp } from '../../../../forms/programme.ts';
import { reports } from '../../../../modules/reports/contract.ts';
import type { EditorOptions } from '../editor.ts';
import { ReportFormContext } from '../report-form-context.tsx';
import { edit, publishedIn, well } from './editing.ts';
import { changing } from './programmes.ts';
import { reportsOf } from './reports.ts';
import { doing, openStage, until } from './stage.tsx';

type Editor = ComponentType<Omit<EditorOptions, 'onMistakes'>>;

/** Draws an app's editor with a form that is filled in, to be sent to a server that is slow to answer. */
export async function drawFilledIn(app: ParticipantApp, Editor: Editor) {
  const stage = openStage({ programme: changing, app });
  const model = reportsOf(stage);
  let answer = () => {};
  const isSlow = new Promise<void>((resolve) => {
    answer = resolve;
  });
  stage.server.on(reports.submit, async ({ body }) => {
    await isSlow;
    return model.submit(body);
  });
  const { unmount, start: empty, ...told } = await edit(stage);
  unmount();
  const start = { ...empty, values: { weight: 4, ...well } };
  const form = publishedIn(stage);
  const rootRoute = createRootRoute({
    component: () => (
      <ReportFormContext>
        <Editor {...{ form, start, forToday: true, ...told }} />
      </ReportFormContext>
    ),
  });
  const router = createRouter({ routeTree: rootRoute, history: createMemoryHistory() });
  await router.load();
  const page = stage.draw(<RouterProvider router={router as never} />);
  await until(() => expect(page.getByLabelText(/Weight/)).toBeDefined());
  return {
    ...told,
    isInert: () => page.getByLabelText(/Weight/).closest('[inert]') !== null,
    press: () => doing(() => void fireEvent.click(page.getByRole('button', { name: /Submit/ }))),
    answer: () => doing(answer),
  };
}
