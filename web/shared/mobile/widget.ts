import type { ReactNode } from 'react';
import type { FieldOf, FieldType } from '../../../forms/definition.ts';
import type { Begin } from '../form-state.ts';

/** What every widget gets. Values are raw: whatever was typed so far; the validator says what they are worth. */
export type WidgetProps<T extends FieldType> = {
  field: FieldOf<T>;
  /** Id of the element that the label points to. */
  id: string;
  /** Dotted path of the value; also the name of the input. */
  path: string;
  value: unknown;
  onChange: (value: unknown) => void;
  /** The value of another field, where that is seen: in the same row first, then on the form. */
  other: (code: string) => unknown;
  /** Work on the value has begun that takes a while; the form is not sent before it has ended. */
  onBegin: Begin;
  /** The person has left the field: its mistakes may be shown now. */
  onLeave: () => void;
  invalid: boolean;
  /** Ids of hint and mistake. */
  describedBy: string | undefined;
};

export type Widget<T extends FieldType> = (props: WidgetProps<T>) => ReactNode;

/** The same attributes for every native control. */
export function controlProps(props: {
  id: string;
  path: string;
  invalid: boolean;
  describedBy: string | undefined;
  onLeave: () => void;
}) {
  return {
    id: props.id,
    name: props.path,
    'aria-invalid': props.invalid || undefined,
    'aria-describedby': props.describedBy,
    onBlur: props.onLeave,
  };
}
