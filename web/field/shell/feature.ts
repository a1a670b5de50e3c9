import { type ComponentType, createContext, useContext } from 'react';
import type { permissions } from '../../../modules/registry.ts';
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
  /** Only for whoever may do this anywhere. */
  permission?: keyof typeof permissions;
  /** Only for whoever has one of these roles. */
  hasRole?: (role: string) => boolean;
};

/** Who has shown who they are and is shut out: whose the things on this phone are, and the proof of it for a while. */
export type ShutOut = { account: string; proof: string };

/** What a feature gives to the field app. */
export type Feature = FeatureBase & {
  /** Beside the home page, at the bottom. */
  tabs?: readonly Tab[];
  /** What it offers on the home page. */
  tools?: readonly Tool[];
  /** What it tells on the page 我的. */
  accountCards?: readonly ComponentType[];
  /** Stands above every page behind the sign-in. */
  strip?: ComponentType;
  /** What somebody should know before they sign out; stands above the button. */
  leavingNote?: ComponentType;
  /** What it does for whoever is shut out, below the sign-in. */
  shutOut?: ComponentType<{ who: ShutOut }>;
  /** Stands in the head of the home page; one feature has it. */
  corner?: ComponentType;
};

const FeaturesContext = createContext<readonly Feature[]>([]);

export const FeaturesProvider = FeaturesContext.Provider;

/** The features of the field app, as `router.tsx` lists them. */
export function useFeatures(): readonly Feature[] {
  return useContext(FeaturesContext);
}
