import type { ReactNode } from 'react';
import type { FieldOf, FieldType } from '../../../forms/definition.ts';
import type { Begin } from '../form-state.ts';

/** What every widget gets. Values are raw: whatever was typed so far, checked by the validator. */
export type WidgetProps<T extends FieldType> = {
  field: FieldOf<T>;
  /** Id of the element that the label points to. */
  id: string;
  value: unknown;
  onChange: (value: unknown) => void;
  /** The value of another field, where that is seen: in the same row first, then on the form. */
  other: (code: string) => unknown;
  /** Work on the value has begun that takes a while; the form is not sent before it has ended. */
  onBegin: Begin;
  /** The person has left the field: its mistakes may be shown now. */
  onLeave: () => void;
  invalid: boolean;
  disabled: boolean;
  /** Ids of hint and error. */
  describedBy: string | undefined;
};

export type Widget<T extends FieldType> = (props: WidgetProps<T>) => ReactNode;
