import { useCallback, useEffect, useMemo, useReducer, useRef, useState } from 'react';
import type { FormDefinition, Values } from '../../forms/definition.ts';
import type { Context, Validated } from '../../forms/validate.ts';
import {
  answerAllNo,
  isRequired,
  visibleFields,
  visibleRowFields,
} from '../../forms/visibility.ts';
import type { FieldProblem } from '../../platform/contract.ts';
import { afterPress } from './after-press.ts';
import type { UnderWayCode } from './problems.ts';
import {
  pathsWithoutRow,
  type RawValues,
  valueAt,
  withoutRow,
  withRow,
  withValue,
} from './values.ts';

/** A form while it is being filled in. */
export type FormState = {
  values: RawValues;
  /** Paths that the person has left or changed: only their mistakes are shown before sending. */
  touched: ReadonlySet<string>;
  /** Sending was tried: every mistake is shown. */
  tried: boolean;
  /** What the server found wrong, always shown; each goes when its field is changed. */
  serverErrors: FieldProblem[];
  /** Something was changed since the form was opened or last sent. */
  dirty: boolean;
  /** Work that will change a value. The form is not sent before all of it has ended. */
  underWay: readonly Work[];
};

/** Such as the upload of a photo; the code says what it is. */
type Work = {
  id: symbol;
  path: string;
  code: UnderWayCode;
  /** Sending was tried meanwhile: the person is told that the form waits for it. */
  isTold: boolean;
};

/** Says that work has begun that will change a value, and gives what is to be called when it has ended. */
export type Begin = (code: UnderWayCode) => () => void;

type FormAction =
  | { type: 'set'; path: string; value: unknown }
  | { type: 'touch'; path: string }
  | { type: 'addRow'; group: string }
  | { type: 'removeRow'; group: string; index: number }
  | { type: 'allNo'; definition: FormDefinition }
  | { type: 'try' }
  | { type: 'serverErrors'; fields: FieldProblem[] }
  | { type: 'begin'; work: Omit<Work, 'isTold'> }
  | { type: 'end'; id: symbol }
  | { type: 'reset'; values: RawValues; dirty?: boolean };

export function startOf(values: RawValues): FormState {
  return { values, touched: new Set(), tried: false, serverErrors: [], dirty: false, underWay: [] };
}

const concernsPath = (problem: FieldProblem, path: string) =>
  problem.path === path ||
  problem.path.startsWith(`${path}.`) ||
  path.startsWith(`${problem.path}.`);

/** The form after an action; states are never changed in place. */
export function nextForm(state: FormState, action: FormAction): FormState {
  switch (action.type) {
    case 'set': {
      const values = withValue(state.values, action.path, action.value);
      const serverErrors = state.serverErrors.filter((each) => !concernsPath(each, action.path));
      return { ...state, values, serverErrors, dirty: true };
    }
    case 'touch':
      if (state.touched.has(action.path)) return state;
      return { ...state, touched: new Set([...state.touched, action.path]) };
    case 'addRow':
      return { ...state, values: withRow(state.values, action.group), dirty: true };
    case 'removeRow': {
      const values = withoutRow(state.values, action.group, action.index);
      const touched = pathsWithoutRow(state.touched, action.group, action.index);
      const serverErrors = state.serverErrors.filter((each) => !concernsPath(each, action.group));
      const underWay = state.underWay.flatMap((work) =>
        [...pathsWithoutRow([work.path], action.group, action.index)].map((path) => ({
          ...work,
          path,
        })),
      );
      return { ...state, values, touched, serverErrors, underWay, dirty: true };
    }
    case 'allNo':
      return { ...state, values: answerAllNo(action.definition, state.values), dirty: true };
    case 'try':
      return {
        ...state,
        tried: true,
        underWay: state.underWay.map((work) => ({ ...work, isTold: true })),
      };
    case 'serverErrors':
      return { ...state, serverErrors: action.fields };
    case 'begin':
      return { ...state, underWay: [...state.underWay, { ...action.work, isTold: false }] };
    case 'end':
      return { ...state, underWay: state.underWay.filter(({ id }) => id !== action.id) };
    case 'reset': {
      const { underWay } = state;
      return { ...startOf(action.values), underWay, dirty: action.dirty ?? false };
    }
  }
}

type Checked = Extract<Validated, { ok: true }> | { ok: false };

type Validate = (values: unknown, context: Context) => Validated;

/** What a renderer and a page need of a form. Paths are dotted: `doses.0.date`. */
export type ReportForm = {
  definition: FormDefinition;
  values: RawValues;
  dirty: boolean;
  /** Why a value is not accepted, as far as the person should see it by now. */
  issueAt: (path: string) => FieldProblem | undefined;
  /** All that is shown to be wrong now, in the order of the form. */
  shownIssues: FieldProblem[];
  valueAt: (path: string) => unknown;
  set: (path: string, value: unknown) => void;
  /** The person has left a field. */
  touch: (path: string) => void;
  /** Has the form wait for work that will change a value. */
  begin: (path: string, ...what: Parameters<Begin>) => ReturnType<Begin>;
  /** The form waits for such work. */
  isUnderWay: boolean;
  addRow: (group: string) => void;
  removeRow: (group: string, index: number) => void;
  allNo: () => void;
  /** Codes of the fields shown; for a row of a group with its number. */
  visible: (group?: string, index?: number) => ReadonlySet<string>;
  required: (code: string, group?: string, index?: number) => boolean;
  /** Another field's value as the bounds of the field at `path` see it: of its row first, then of the form. */
  otherAt: (path: string, code: string) => unknown;
  /** Checks everything and shows what is wrong; gives the cleaned values where nothing is. */
  check: () => Promise<Checked>;
  /** Shows what the server found wrong. */
  setServerErrors: (fields: FieldProblem[]) => void;
  reset: (values: RawValues, dirty?: boolean) => void;
};

/**
 * A form over its definition: values, visibility, mistakes. `context` gives the facts of the moment
 * (the programme's day, the server's time, milestones) each time they are needed.
 */
export function useReportForm(
  definition: FormDefinition,
  initial: RawValues | Values,
  context: () => Context,
): ReportForm {
  const [state, act] = useReducer(nextForm, initial as RawValues, startOf);
  const validate = useValidator(definition);
  const facts = useRef(context);
  facts.current = context;

  const found = useMemo(() => {
    const result = validate?.(state.values, facts.current());
    return !result || result.ok ? [] : result.issues;
  }, [validate, state.values]);

  const shownIssues = useMemo(() => {
    const open = found.filter(({ path }) => state.tried || state.touched.has(path));
    const waitedFor = state.underWay.filter(({ isTold }) => isTold);
    const all = [...waitedFor, ...open, ...state.serverErrors];
    return inFormOrder(firstOfEachPath(all), definition);
  }, [found, state.tried, state.touched, state.serverErrors, state.underWay, definition]);

  const { values } = state;
  const isUnderWay = state.underWay.length > 0;
  const check = useCallback(async (): Promise<Checked> => {
    act({ type: 'try' });
    const checked = (await loadValidator(definition))(values, facts.current());
    return isUnderWay ? { ok: false } : checked;
  }, [definition, values, isUnderWay]);

  return useMemo(
    () => ({
      definition,
      values,
      dirty: state.dirty,
      shownIssues,
      check,
      issueAt: (path) => shownIssues.find((issue) => issue.path === path),
      valueAt: (path) => valueAt(values, path),
      set: (path, value) => act({ type: 'set', path, value }),
      touch: (path) => afterPress(() => act({ type: 'touch', path })),
      begin: (path, code) => {
        const id = Symbol(code);
        act({ type: 'begin', work: { id, path, code } });
        return () => act({ type: 'end', id });
      },
      isUnderWay,
      addRow: (group) => act({ type: 'addRow', group }),
      removeRow: (group, index) => act({ type: 'removeRow', group, index }),
      allNo: () => act({ type: 'allNo', definition }),
      visible: (group, index) =>
        group === undefined
          ? visibleFields(definition, values)
          : visibleRowFields(definition, group, values, valueAt(values, `${group}.${index}`)),
      required: (code, group, index) =>
        isRequired(
          definition,
          code,
          values,
          group === undefined ? undefined : { group, row: valueAt(values, `${group}.${index}`) },
        ),
      otherAt: (path, code) => seenValue(definition, values, path, code),
      setServerErrors: (fields) => act({ type: 'serverErrors', fields }),
      reset: (fresh, dirty) => act({ type: 'reset', values: fresh, dirty: dirty ?? false }),
    }),
    [definition, values, state.dirty, isUnderWay, shownIssues, check],
  );
}

/** The value of a field beside the one at `path`, unless it is hidden. */
export function seenValue(
  definition: FormDefinition,
  values: RawValues,
  path: string,
  code: string,
): unknown {
  const [group = '', index, inner] = path.split('.');
  if (index !== undefined && inner !== undefined) {
    const row = valueAt(values, `${group}.${index}`);
    const isSeen = visibleRowFields(definition, group, values, row).has(code);
    if (isSeen) return valueAt(values, `${group}.${index}.${code}`);
  }
  return visibleFields(definition, values).has(code) ? valueAt(values, code) : undefined;
}

function firstOfEachPath(issues: FieldProblem[]): FieldProblem[] {
  const paths = new Set<string>();
  return issues.filter(({ path }) => paths.size < paths.add(path).size);
}

/** Mistakes as the eye meets them, from the top of the form down. */
function inFormOrder(issues: FieldProblem[], definition: FormDefinition): FieldProblem[] {
  const order = new Map<string, number>();
  for (const field of definition.fields) {
    order.set(field.code, order.size);
  }
  const placeOf = ({ path }: FieldProblem) => order.get(path.split('.')[0] ?? '') ?? order.size;
  return [...issues].sort((a, b) => placeOf(a) - placeOf(b));
}

/** The validator knows every telephone number and pattern there is; it arrives while the form is being read. */
export async function loadValidator(definition: FormDefinition): Promise<Validate> {
  const { compile } = await import('../../forms/validate.ts');
  return compile(definition);
}

function useValidator(definition: FormDefinition): Validate | undefined {
  const [validate, setValidate] = useState<Validate>();
  useEffect(() => {
    let wanted = true;
    loadValidator(definition)
      .then((loaded) => wanted && setValidate(() => loaded))
      // Without a network the chunk may be missing; sending then says so.
      .catch(() => undefined);
    return () => {
      wanted = false;
    };
  }, [definition]);
  return validate;
}
