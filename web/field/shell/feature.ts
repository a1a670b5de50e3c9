import { type ComponentType, createContext, useContext } from 'react';
import type { FeatureBase } from '../../shared/features.tsx';
import type { Text } from '../../shared/i18n.ts';
import type { Tab } from '../../shared/phone/tabs.tsx';

/** One line of the home page. */
export type Tool = {
  /** Below the app's address. */
  path: string;
  icon: ComponentType;
  title: Text;
  hint: Text;
};

/** What a feature gives to the field app. */
export type Feature = FeatureBase & {
  /** Beside the home page, at the bottom. */
  tabs?: readonly Tab[];
  /** What it offers on the home page. */
  tools?: readonly Tool[];
};

const FeaturesContext = createContext<readonly Feature[]>([]);

export const FeaturesProvider = FeaturesContext.Provider;

/** The features of the field app, as `router.tsx` lists them. */
export function useFeatures(): readonly Feature[] {
  return useContext(FeaturesContext);
}
