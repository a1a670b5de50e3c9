import type { FieldType } from '../../../forms/definition.ts';
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

/** How a type of field is drawn. */
type Drawn<T extends FieldType> = {
  widget: Widget<T>;
  /** Consists of several controls: its label names a group. */
  grouped?: boolean;
  /** Label and control stand in one line. */
  inline?: boolean;
};

/** Every type of field has its widget; leaving one out does not compile. Groups are drawn by `GroupField`. */
export const widgets: { [T in Exclude<FieldType, 'group'>]: Drawn<T> } = {
  yesno: { widget: YesNoWidget, grouped: true, inline: true },
  number: { widget: NumberWidget, inline: true },
  text: { widget: TextWidget },
  longtext: { widget: LongTextWidget },
  choice: { widget: ChoiceWidget, grouped: true },
  choices: { widget: ChoicesWidget, grouped: true },
  date: { widget: DateWidget },
  datetime: { widget: DateTimeWidget },
  photos: { widget: PhotosWidget, grouped: true },
  declaration: { widget: DeclarationWidget, grouped: true },
  region: { widget: RegionWidget, grouped: true },
  identity: { widget: IdentityWidget, grouped: true },
  phone: { widget: PhoneWidget },
  position: { widget: PositionWidget, grouped: true },
};
