import type { FormDefinition, Lang } from '../../../forms/definition.ts';

/** What the builder tells the page that draws the form as people see it. */
export type Shown = {
  kind: 'form-preview';
  definition: FormDefinition | null;
  device: 'phone' | 'pc';
  lang: Lang;
  zone: string;
};

export const previewPath = '/form-preview';

/** The page says that it listens. */
export const ready = 'form-preview-ready';
