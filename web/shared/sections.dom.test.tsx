import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import type { FormDefinition } from '../../forms/definition.ts';
import { Answers as PcAnswers } from './antd/answers.tsx';
import { FormFields as PcFields } from './antd/form-fields.tsx';
import { FormContextProvider } from './form-context.ts';
import { useReportForm } from './form-state.ts';
import { setLang } from './i18n.ts';
import { Answers as PhoneAnswers } from './mobile/answers.tsx';
import { FormFields as PhoneFields } from './mobile/form-fields.tsx';
import { LibraryWords } from './phone/library-words.tsx';

const label = { zh: '企鹅', en: 'Penguin' };
const yesno = { type: 'yesno' as const, label, required: false };
const definition: FormDefinition = {
  ...{ code: 'nest', title: label },
  sections: [{ code: 'eggs', label: { zh: '蛋', en: 'Eggs' } }],
  fields: [
    { ...yesno, code: 'laid', label: { zh: '产蛋', en: 'Laid' } },
    { ...yesno, code: 'warm', section: 'eggs', showWhen: { field: 'laid', equals: true } },
  ],
};

const context = { zone: 'Antarctica/Troll', today: '2024-04-10', photoUrl: String };

function Nest({ Fields }: { Fields: typeof PcFields | typeof PhoneFields }) {
  const form = useReportForm(definition, {}, () => ({ ...context, now: '2024-04-10T00:00:00Z' }));
  return (
    <LibraryWords>
      <FormContextProvider value={context}>
        <Fields form={form} />
      </FormContextProvider>
    </LibraryWords>
  );
}

afterEach(cleanup);

test.each([
  ['a PC', PcFields],
  ['a phone', PhoneFields],
])('on %s a section’s heading comes and goes with its fields', async (_, Fields) => {
  await setLang('en');
  render(<Nest Fields={Fields} />);
  expect(screen.queryByRole('heading')).toBeNull();
  fireEvent.click(screen.getByText('Yes'));
  expect(screen.getByRole('heading').textContent).toBe('Eggs');
  await setLang('zh');
  expect((await screen.findByRole('heading')).textContent).toBe('蛋');
});

test.each([
  ['a PC', PcAnswers],
  ['a phone', PhoneAnswers],
])('on %s answers stand below the headings of their sections', async (_, Answers) => {
  await setLang('en');
  const drawn = (values: { [code: string]: boolean }) => {
    const { container, unmount } = render(
      <FormContextProvider value={context}>
        <Answers definition={definition} values={values} />
      </FormContextProvider>,
    );
    const text = container.textContent ?? '';
    unmount();
    return text;
  };
  expect(drawn({ laid: true, warm: false })).toMatch(/Laid.*Yes.*Eggs.*Penguin.*No/);
  expect(drawn({ laid: false })).not.toContain('Eggs');
});
