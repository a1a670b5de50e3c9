import type { ApiProblem } from '../../shared/api.ts';
import { useLang } from '../../shared/i18n.ts';
import { FormRelief, FormProblem as Plain } from '../../shared/phone/field.tsx';
import { problemText } from '../../shared/problems.ts';
import { useWait } from '../../shared/waiting.ts';

/** What went wrong with a form, unless all of it is told at one of these fields; and how long one must wait. */
export function FormProblem({ problem, at }: { problem: ApiProblem | null; at: string[] }) {
  const lang = useLang();
  const wait = useWait(problem);
  if (!problem) return null;
  const { fields } = problem;
  if (fields.length > 0 && fields.every(({ path }) => at.includes(path))) return null;
  if (wait.isOver) return <FormRelief>{wait.text}</FormRelief>;
  return (
    <Plain>
      {problemText(problem, lang)} <strong>{wait.text}</strong>
    </Plain>
  );
}
