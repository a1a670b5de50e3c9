import { useRef, useState } from 'react';
import { doubtfulFields, doubtsOf } from '../../../forms/alerts.ts';
import type { Day, Text, Values } from '../../../forms/definition.ts';
import type { PublishedForm } from './forms.ts';

/** Answers that hardly go together: whoever sends them is asked once, and may mend them first. */
export type Doubt = {
  questions: Text[];
  /** By which the questions came up. */
  fields: ReadonlySet<string>;
  /** Of the reports that are asked about. */
  days: Day[];
};

/** Asks once about the answers of a report, or of one for each day; the same ones are not doubted again. */
export function useDoubt({ definition }: PublishedForm) {
  const [doubt, setDoubt] = useState<Doubt | null>(null);
  const asked = useRef<string>(null);
  /** Whether something is asked, so that nothing is sent yet. */
  const doubts = (reports: ReadonlyMap<Day, Values>): boolean => {
    const found = [...reports].flatMap(([day, values]) =>
      doubtsOf(definition, values).map((each) => ({ ...each, day, values })),
    );
    const answers = JSON.stringify([...reports]);
    if (found.length === 0 || asked.current === answers) return false;
    asked.current = answers;
    const questions = new Map(found.map(({ code, question }) => [code, question]));
    const fields = found.flatMap(({ when, values }) => doubtfulFields(definition, when, values));
    const days = new Set(found.map(({ day }) => day));
    setDoubt({ questions: [...questions.values()], fields: new Set(fields), days: [...days] });
    return true;
  };
  return { doubt, setDoubt, doubts };
}
