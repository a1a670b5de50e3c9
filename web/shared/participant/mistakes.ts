import type { ApiProblem } from '../api.ts';
import { useLang, useWords } from '../i18n.ts';
import { fieldText } from '../problems.ts';
import { peopleWords } from './people-words.ts';

/** Gives what the server said of the field at a path of the request, if anything. */
export function useMistakes(problem: ApiProblem | null): (path: string) => string | undefined {
  const lang = useLang();
  return (path) => {
    const field = problem?.fields.find((each) => each.path === path);
    return field && fieldText(field, lang);
  };
}

/**
 * Gives what is wrong at a field of a small form, if anything: it was left empty when sending was tried,
 * or what the server said of it.
 */
export function useFieldErrors({ tried, problem }: { tried: boolean; problem: ApiProblem | null }) {
  const t = useWords(peopleWords);
  const mistake = useMistakes(problem);
  return (path: string, value: unknown): string | undefined =>
    tried && !value ? t('fillIn') : mistake(path);
}

/** Whether everything that a problem says is told at one of these fields, so that nothing need stand above. */
export function isAtFields(problem: ApiProblem | null, paths: RegExp): boolean {
  return (
    problem !== null &&
    problem.fields.length > 0 &&
    problem.fields.every(({ path }) => paths.test(path))
  );
}
