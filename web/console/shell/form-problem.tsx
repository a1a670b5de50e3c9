import { Alert, type FormInstance } from 'antd';
import { useEffect } from 'react';
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
      name: problem.path.split('.').map((step) => (/^\d+$/.test(step) ? Number(step) : step)),
      errors: [fieldText(problem, lang)],
    }))
    .filter(({ name }) => names.has(String(name[0])));
}

/** The names that a form has values for: whatever was sent. */
function namesOf<T>(form: FormInstance<T>): Set<string> {
  return new Set(Object.keys((form.getFieldsValue(true) as object | undefined) ?? {}));
}

/** Why a form was not accepted: at its fields where the problem names them, else above them. */
export function FormProblem<T>({ form, error }: { form: FormInstance<T>; error: unknown }) {
  const lang = useLang();
  const fieldErrors = error ? fieldErrorsOf(error, namesOf(form), lang) : [];
  // biome-ignore lint/correctness/useExhaustiveDependencies: `told` follows from error and language
  useEffect(() => {
    const [first] = fieldErrors;
    if (!first) return;
    form.setFields(fieldErrors as never);
    // A long form was sent from its end.
    form.scrollToField(first.name as never, { block: 'center', focus: true });
  }, [form, error, lang]);
  if (!error || fieldErrors.length > 0) return null;
  return (
    <Alert className={marginsStyles.below} type="error" showIcon title={problemText(error, lang)} />
  );
}
