import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { useState } from 'react';
import { afterEach, beforeAll, expect, it } from 'vitest';
import type { Check, Field } from '../../../forms/definition.ts';
import { penguins } from '../../../forms/testing/penguins.ts';
import { setLang } from '../../shared/i18n.ts';
import { DraftProvider } from '../shell/draft-context.ts';
import { type Path, withAt } from '../shell/paths.ts';
import { type Programme, ProgrammeProvider } from '../shell/programme.tsx';
import { type Builder, BuilderProvider } from './builder-context.ts';
import { MilestoneChecks } from './milestone-checks.tsx';
import type { Built } from './model.ts';

beforeAll(() => setLang('en'));
afterEach(cleanup);

const dive = { code: 'dive', label: { zh: '下水', en: 'Dive' }, kind: 'instant' };
const bathing = {
  ...{ type: 'datetime', code: 'bathed', required: true },
  label: { zh: '洗澡时间', en: 'Bathed at' },
} as Field;

let now: Built;

function Page({ first }: { first: Built }) {
  const [built, setBuilt] = useState(first);
  now = built;
  const set = (path: Path, value: unknown) => setBuilt((before) => withAt(before, path, value));
  const act = (done: { type: string; path?: Path; value?: unknown }) =>
    done.path && set(done.path, done.value);
  const builder = { history: { now: built }, act, problems: [], isFixed: false };
  return (
    <BuilderProvider value={builder as unknown as Builder}>
      <DraftProvider value={{ now: built, set, problems: [], isFixed: false }}>
        <MilestoneChecks />
      </DraftProvider>
    </BuilderProvider>
  );
}

function draw(fields: Field[], milestones: object[]) {
  const definition = { ...penguins, milestones };
  const programme = { id: 7, placeId: 1, definition, forms: [] } as unknown as Programme;
  const first = { definition: { code: 'bath', title: dive.label, fields } } as Built;
  return render(
    <ProgrammeProvider value={programme}>
      <Page {...{ first }} />
    </ProgrammeProvider>,
  );
}

it('is offered only where there is a moment on both sides', () => {
  const add = () => screen.queryByRole('button', { name: /Add check/ });
  draw([bathing], []);
  expect(add()).toBeNull();
  cleanup();
  draw([], [dive]);
  expect(add()).toBeNull();
  cleanup();
  draw([bathing], [dive]);
  expect(add()).not.toBeNull();
});

it('is added, changed and taken away', () => {
  draw([bathing], [dive]);
  fireEvent.click(screen.getByRole('button', { name: /Add check/ }));
  const hours = screen.getByRole('spinbutton', { name: 'At most so many hours before it' });
  fireEvent.change(hours, { target: { value: '72' } });
  fireEvent.change(screen.getByLabelText('What messages call it en'), {
    target: { value: 'the dive' },
  });
  const wanted: Check = {
    ...{ code: 'check1', kind: 'withinHoursBefore', field: 'bathed', milestone: 'dive', hours: 72 },
    label: { zh: '下水', en: 'the dive' },
  };
  expect(now.definition.checks).toEqual([wanted]);
  fireEvent.click(screen.getByRole('button', { name: /Rule 1$/ }));
  expect(now.definition).not.toHaveProperty('checks');
});
