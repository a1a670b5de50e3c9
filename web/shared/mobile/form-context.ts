import { createContext, useContext } from 'react';
import type { Day, Text } from '../../../forms/definition.ts';

export type RegionOption = { code: string; name: Text };

/** What the fields of a form need to know of the app around them. */
export type FormSurroundings = {
  /** The programme's IANA zone. */
  zone: string;
  /** The programme's current day. */
  today: Day;
  photoUrl: (id: string) => string;
  /** Stores a photo and gives its id. Absent where photos cannot be sent now. */
  uploadPhoto?: (file: File, progress: (part: number) => void) => Promise<string>;
  /** What a failed upload says to the person. */
  explain: (error: unknown) => string;
  /** The regions to choose from; without them a region's code is typed. */
  regions?: readonly RegionOption[];
};

const FormContext = createContext<FormSurroundings | null>(null);

export const FormSurroundingsProvider = FormContext.Provider;

/** Throws when a form is drawn outside of a provider. */
export function useSurroundings(): FormSurroundings {
  const found = useContext(FormContext);
  if (!found) throw new Error('A form stands outside of FormSurroundingsProvider.');
  return found;
}
