import { Alert, type FormInstance } from 'antd';
import type { AlertRef } from 'antd/es/alert/Alert';
import { useEffect, useRef } from 'react';
import { joiners } from '../../../forms/joiners.ts';
import { ApiProblem } from '../../shared/api.ts';
import { type Lang, useLang } from '../../shared/i18n.ts';
import { fieldText, problemText } from '../../shared/problems.ts';
import marginsStyles from './margins.module.css';

/** The field at which a problem of the whole request is told, where a form has it. */
const fieldOfProblem: Record<string, string> = {
  username_taken: 'username',
  password_wrong: 'current',
  password_same: 'password',
  password_too_short: 'password',
  password_too_long: 'password',
  password_too_simple: 'password',
  password_too_common: 'password',
  code_taken: 'code',
  place_code_taken: 'code',
  ends_before_start: 'days',
  grant_exists: 'role',
};

type FieldErrors = { name: (string | number)[]; errors: string[] };

/** Of a period both days stand in one field, where a form has it. */
function nameAt(path: string, names: ReadonlySet<string>): (string | number)[] {
  if (/^(starts|ends)On$/.test(path) && !names.has(path) && names.has('days')) return ['days'];
  return path.split('.').map((step) => (/^\d+$/.test(step) ? Number(step) : step));
}

/** What a problem says, by the names of an antd form. */
export function fieldErrorsOf(
  error: unknown,
  names: ReadonlySet<string>,
  lang: Lang,
): FieldErrors[] {
  if (!(error instanceof ApiProblem)) return [];
  const field = fieldOfProblem[error.code];
  if (field && names.has(field)) return [{ name: [field], errors: [problemText(error, lang)] }];
  return error.fields
    .map((problem) => ({
      name: nameAt(problem.path, names),
      errors: [fieldText(problem, lang)],
    }))
    .filter(({ name }) => names.has(String(name[0])));
}

/** The names that a form has values for: whatever was sent. */
function namesOf<T>(form: FormInstance<T>): Set<string> {
  return new Set(Object.keys((form.getFieldsValue(true) as object | undefined) ?? {}));
}

/** Why a form was not accepted: at its fields where the problem names some that are seen, else above them. */
export function FormProblem<T>({ form, error }: { form: FormInstance<T>; error: unknown }) {
  const lang = useLang();
  const above = useRef<AlertRef>(null);
  const names = namesOf(form);
  const fieldErrors = error ? fieldErrorsOf(error, names, lang) : [];
  const seen = new Set(form.getFieldsError().map(({ name }) => String(name)));
  const told = fieldErrors.filter(({ name }) => seen.has(String(name)));
  // What is wrong with what has no field on the page.
  const others = (error instanceof ApiProblem ? error.fields : []).filter(
    ({ path }) => !seen.has(String(nameAt(path, names))),
  );
  const untold = [...new Set(others.map((each) => fieldText(each, lang)))];
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is told follows from error and language
  useEffect(() => {
    if (!error) return;
    form.setFields(fieldErrors as never);
    // A long form was sent from its end.
    const [first] = told;
    if (first) form.scrollToField(first.name as never, { block: 'center', focus: true });
    else above.current?.nativeElement.scrollIntoView?.({ block: 'center' });
  }, [form, error, lang]);
  if (!error || (told.length > 0 && untold.length === 0)) return null;
  return (
    <Alert
      ref={above}
      className={marginsStyles.below}
      type="error"
      showIcon
      title={problemText(error, lang)}
      {...(untold.length > 0 && { description: untold.join(joiners[lang].semicolon) })}
    />
  );
}
