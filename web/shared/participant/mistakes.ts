import type { ApiProblem } from '../api.ts';
import { useLang } from '../i18n.ts';
import { fieldText } from '../problems.ts';

/** Gives what the server said of the field at a path of the request, if anything. */
export function useMistakes(problem: ApiProblem | null): (path: string) => string | undefined {
  const lang = useLang();
  return (path) => {
    const field = problem?.fields.find((each) => each.path === path);
    return field && fieldText(field, lang);
  };
}

/** Whether everything that a problem says is told at one of these fields, so that nothing need stand above. */
export function isAtFields(problem: ApiProblem | null, paths: RegExp): boolean {
  return (
    problem !== null &&
    problem.fields.length > 0 &&
    problem.fields.every(({ path }) => paths.test(path))
  );
}
