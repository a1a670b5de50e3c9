import type { RowField } from '../../../forms/definition.ts';
import { ChoicesWidget, ChoiceWidget, DeclarationWidget, YesNoWidget } from './choice-widgets.tsx';
import { DateTimeWidget, DateWidget } from './date-widgets.tsx';
import { PhotosWidget } from './photos-widget.tsx';
import { PositionWidget } from './position-widget.tsx';
import { RegionWidget } from './region-widget.tsx';
import {
  IdentityWidget,
  LongTextWidget,
  NumberWidget,
  PhoneWidget,
  TextWidget,
} from './text-widgets.tsx';
import type { Widget } from './widget.ts';

/** Types of field that have a widget of their own; groups are drawn by the form itself. */
type RowFieldType = RowField['type'];

type Drawn<T extends RowFieldType> = {
  widget: Widget<T>;
  /** Several controls that the label names together, instead of pointing to one. */
  grouped?: boolean;
  /** Needs the whole width of the form. */
  wide?: boolean;
};

/** Every type of field has its widget; the compiler sees to it. */
export const widgets: { [T in RowFieldType]: Drawn<T> } = {
  yesno: { widget: YesNoWidget, grouped: true },
  number: { widget: NumberWidget },
  text: { widget: TextWidget },
  longtext: { widget: LongTextWidget },
  choice: { widget: ChoiceWidget, grouped: true },
  choices: { widget: ChoicesWidget, grouped: true },
  date: { widget: DateWidget },
  datetime: { widget: DateTimeWidget },
  photos: { widget: PhotosWidget, grouped: true },
  declaration: { widget: DeclarationWidget, grouped: true },
  region: { widget: RegionWidget, grouped: true },
  identity: { widget: IdentityWidget },
  phone: { widget: PhoneWidget },
  position: { widget: PositionWidget, grouped: true },
};
