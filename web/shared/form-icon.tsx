import type { FormIcon as Name } from '../../forms/form-icons.ts';
import type { PublishedForm } from './participant/forms.ts';

/** Strokes on a field of 24 by 24, in the manner of the component libraries' own symbols. */
const paths: Record<Name, string> = {
  checklist:
    'M9 4H6v17h12V4h-3M9 3h6v3H9zM8.5 12l1.5 1.5 2.5-3M8.5 17l1.5 1.5 2.5-3M14.5 12.5H16M14.5 17.5H16',
  thermometer: 'M10 14V5a2 2 0 0 1 4 0v9a4 4 0 1 1-4 0zM12 9v8M16.5 6H19M16.5 10H18',
  vaccine:
    'M14 4l6 6M17 7l-2 2M9.5 7.5l7 7L11 20l-4-.5L4.5 20l-.5-.5.5-2.5L4 13zM8 13l2 2M10.5 10.5l2 2M6 18l-3 3',
  laboratory: 'M9 3h6M10 3v6L5 18.5A1.7 1.7 0 0 0 6.5 21h11a1.7 1.7 0 0 0 1.5-2.5L14 9V3M7.5 15h9',
  plan: 'M4 6h16v14H4zM4 10h16M8 3.5V7M16 3.5V7M8 15h7M12.5 12.5L15 15l-2.5 2.5',
  travel:
    'M10.5 10L4 6.5l1.5-1L13 7.5l4-3.5c1.5-1 3-.5 2.5 1s-1 2-1.5 2.5L14.5 11l2 7.5-1 1.5L12 13.5 8.5 17v2.5L7 21l-1.5-3L3 16.5 4.5 15H7z',
  document: 'M6 3h8l4 4v14H6zM14 3v4h4M9 12h6M9 16h6',
  place:
    'M12 21c4-4.5 6.5-8 6.5-11.5a6.5 6.5 0 0 0-13 0C5.5 13 8 16.5 12 21zM12 12a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5z',
  people:
    'M9 11.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM2.5 20c0-4 3-6 6.5-6s6.5 2 6.5 6M15.5 5a3.5 3.5 0 0 1 0 6.5M17.5 14.5c2.5.8 4 2.7 4 5.5',
  heart:
    'M12 20C6 15.5 3.5 12.5 3.5 9A4.5 4.5 0 0 1 12 7a4.5 4.5 0 0 1 8.5 2c0 3.5-2.5 6.5-8.5 11z',
  meal: 'M7 3v7M4.5 3v4.5a2.5 2.5 0 0 0 5 0V3M7 10v11M17 21V3c-2.5 1.5-3.5 4-3.5 8H17',
  calendar: 'M4 6h16v14H4zM4 10h16M8 3.5V7M16 3.5V7M8 14h2M14 14h2M8 17h2',
};

/** What a form bears that names no icon: by how often it is filled in. */
const usual: Record<PublishedForm['policy']['slots'], Name> = {
  daily: 'checklist',
  single: 'document',
  many: 'document',
};

/** The icon of a form, as large as the text around it and in its colour. */
export function FormIcon({ form }: { form: PublishedForm }) {
  return (
    <svg
      viewBox="0 0 24 24"
      width="1em"
      height="1em"
      fill="none"
      stroke="currentColor"
      strokeWidth={1.6}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      <path d={paths[form.definition.icon ?? usual[form.policy.slots]]} />
    </svg>
  );
}
