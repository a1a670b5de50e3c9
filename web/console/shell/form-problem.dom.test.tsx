import { render } from '@testing-library/react';
import { Form, Input } from 'antd';
import { beforeAll, expect, it, onTestFinished } from 'vitest';
import { ApiProblem } from '../../shared/api.ts';
import { setLang } from '../../shared/i18n.ts';
import { FormProblem } from './form-problem.tsx';

beforeAll(() => setLang('en'));

function Typed({ error }: { error: unknown }) {
  const [form] = Form.useForm();
  return (
    <Form form={form} initialValues={{ name: 'Seals', kept: { code: 'x' } }}>
      <FormProblem form={form} error={error} />
      <Form.Item name="name" label="Name">
        <Input />
      </Form.Item>
    </Form>
  );
}

/** What stands above the form once it was refused for what is wrong at these paths. */
function above(...paths: string[]): string | undefined {
  const fields = paths.map((path) => ({ path, code: 'required' }));
  const { container, rerender, unmount } = render(<Typed error={null} />);
  onTestFinished(unmount);
  rerender(<Typed error={new ApiProblem('invalid_input', 422, { fields })} />);
  return container.querySelector('.ant-alert')?.textContent ?? undefined;
}

it('tells above the form what is wrong with values that have no field on the page', () => {
  expect(above('name')).toBeUndefined();
  expect(above('kept.code')).toContain('This field is required.');
  expect(above('name', 'kept.code')).toContain('This field is required.');
  expect(above('elsewhere')).toContain('This field is required.');
});
