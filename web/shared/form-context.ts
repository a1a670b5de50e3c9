import { createContext, useContext } from 'react';
import type { Day } from '../../forms/definition.ts';

/** `progress` is told the part that has left, from 0 to 1. */
type UploadFollowing = { progress: (part: number) => void; signal: AbortSignal };

/** What a form needs to know of the app around it; the same for all its fields. */
export type FormContextValue = {
  /** The programme's IANA zone: date-times are shown in it. */
  zone: string;
  /** The zone in which date-times are typed; the browser's own when left out. */
  typingZone?: string;
  /** The programme's current day. */
  today: Day;
  /** Where a stored photo is fetched. */
  photoUrl: (id: string) => string;
  /** Stores a photo and gives its id. Absent where forms are only shown. */
  uploadPhoto?: (file: File, following: UploadFollowing) => Promise<string>;
  /** What a failed upload says to the person. */
  explain?: (error: unknown) => string;
};

const FormContext = createContext<FormContextValue | null>(null);

export const FormContextProvider = FormContext.Provider;

/** The form's context. Throws where a form is drawn outside of a provider. */
export function useFormContext(): FormContextValue {
  const value = useContext(FormContext);
  if (!value) throw new Error('A form stands outside of FormContextProvider.');
  return value;
}
