import { randomUUID } from 'node:crypto';
import {
  createMemoryHistory,
  createRootRoute,
  createRoute,
  createRouter,
  RouterProvider,
} from '@tanstack/react-router';
import { fireEvent } from '@testing-library/react';
import type { ComponentType, ReactNode } from 'react';
import { expect } from 'vitest';
import type { ParticipantApp, ProgrammeContent } from '../../../../forms/programme.ts';
import { reports } from '../../../../modules/reports/contract.ts';
import type { EditorOptions } from '../editor.ts';
import type { Start } from '../editor-start.ts';
import { ReportFormContext } from '../report-form-context.tsx';
import { edit, publishedIn, well } from './editing.ts';
import { changing } from './programmes.ts';
import { holdAnswers, reportsOf } from './reports.ts';
import { doing, openStage, until } from './stage.tsx';

export type Editor = ComponentType<Omit<EditorOptions, 'onMistakes'>>;

type Beginning = Partial<Start> & { programme?: ProgrammeContent };

/** Draws an app's editor with a form that is filled in, to be sent to a server that is slow to answer. */
export async function drawFilledIn(
  app: ParticipantApp,
  Editor: Editor,
  { programme = changing, ...more }: Beginning = {},
) {
  const stage = openStage({ programme, app });
  const model = reportsOf(stage);
  const answer = holdAnswers(stage, model);
  const { choosePhoto, arrive } = slowPhotos(stage);
  const { unmount, start: empty, ...told } = await edit(stage);
  unmount();
  const start = { ...empty, values: { weight: 4, ...well }, ...more };
  const form = publishedIn(stage);
  const router = await routerOf(() => (
    <ReportFormContext>
      <Editor {...{ form, start, forToday: true, ...told }} />
    </ReportFormContext>
  ));
  const page = stage.draw(<RouterProvider router={router as never} />);
  await until(() => expect(page.queryByLabelText(/Weight/)).not.toBeNull());
  const weight = () => page.getByLabelText(/Weight/);
  return {
    ...{ ...told, page, model, arrive },
    choosePhoto: () => choosePhoto(page.container),
    isDisabled: (button: RegExp) =>
      page.getByRole('button', { name: button }).hasAttribute('disabled'),
    isInert: () => weight().closest('[inert]') !== null,
    type: (kilo: string) =>
      doing(() => void fireEvent.change(weight(), { target: { value: kilo } })),
    leave: () => doing(() => router.history.push('/elsewhere')),
    hasLeft: () => page.queryByText('Elsewhere') !== null,
    press: () => doing(() => void fireEvent.click(page.getByRole('button', { name: 'Submit' }))),
    answer: () => doing(answer),
  };
}

/** Has the server hold back its answers to photos until the one that `arrive` says. */
function slowPhotos({ server }: ReturnType<typeof openStage>) {
  const held: PromiseWithResolvers<void>[] = [];
  server.on(reports.addPhoto, async () => {
    const one = Promise.withResolvers<void>();
    held.push(one);
    await one.promise;
    return { id: randomUUID(), width: 1, height: 1 };
  });
  return {
    choosePhoto: async (page: ParentNode) => {
      const before = held.length;
      const input = page.querySelector('input[type=file]') as HTMLInputElement;
      const files = [new File(['feathers'], 'pip.jpg', { type: 'image/jpeg' })];
      await doing(() => void fireEvent.change(input, { target: { files } }));
      await until(() => expect(held).toHaveLength(before + 1));
    },
    arrive: (index: number) => doing(() => held[index]?.resolve()),
  };
}

/** A site of two pages, the first of which is open; perhaps behind a gate. */
export async function routerOf(component: () => ReactNode, gate?: ComponentType) {
  const root = createRootRoute(gate ? { component: gate as () => ReactNode } : {});
  const page = createRoute({ getParentRoute: () => root, path: '/', component });
  const elsewhere = createRoute({
    getParentRoute: () => root,
    path: '/elsewhere',
    component: () => <h1>Elsewhere</h1>,
  });
  const routeTree = root.addChildren([page, elsewhere]);
  const router = createRouter({ routeTree, history: createMemoryHistory() });
  await router.load();
  return router;
}
