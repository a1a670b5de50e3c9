import { type ComponentType, createContext, useContext } from 'react';
import type { PermissionName } from '../../../platform/contract.ts';
import type { FeatureBase } from '../../shared/features.tsx';
import type { Text } from '../../shared/i18n.ts';
import type { Programme } from './programme.tsx';

/** One line of a menu. */
export type MenuEntry = {
  /** Which menu: of the programme that is shown, of the installation, or of one's own account. */
  menu: 'programme' | 'installation' | 'account';
  /** Below the programme's address for its menu, else below the console's. */
  path: string;
  icon: ComponentType;
  title: Text;
  /** Only those who hold it see the entry. */
  permission?: PermissionName;
  /** Only those who hold the permission on all of the programme: the page is of the programme as a whole. */
  whole?: true;
  /** The programmes that have the page; all where left out. */
  concerns?: (programme: Programme) => boolean;
  /** Stands behind the title in the programme's menu, such as how many things wait on the page. */
  badge?: ComponentType<{ programme: Programme }>;
  /** The same of what can wait: it does not stand beside a closed menu. */
  quietBadge?: ComponentType<{ programme: Programme }>;
  /** The same in the installation's menu. */
  count?: ComponentType;
};

/** A draft of a programme's rules as it is saved. */
export type RulesDraft = {
  draftId: number;
  revision: number;
  /** Where it differs from the version in force: `colours.rules.fever`, `groups.guests`. */
  paths: readonly string[];
  /** Something must be mended before it can be published. */
  isBlocked: boolean;
};

/** What a feature gives to the console. */
export type Feature = FeatureBase & {
  name: string;
  menu?: readonly MenuEntry[];
  /** Stands over the pages of a programme, such as a drawer that the address opens. */
  overProgramme?: ComponentType;
  /** A part of a person's page; loaded with it. */
  ofPerson?: ComponentType<{ enrolmentId: number }>;
  /** What is shown of each of two records that are compared. */
  ofCompared?: readonly ComparedPart[];
  /** Stands above the button that publishes rules: what a feature knows of a draft, or demands of it. */
  ofRules?: ComponentType<RulesDraft>;
};

/** A line of the comparison of two records, in the programmes that it concerns. */
export type ComparedPart = {
  title: Text;
  Part: ComponentType<{ enrolmentId: number }>;
  concerns?: (definition: Programme['definition']) => boolean;
};

const FeaturesContext = createContext<readonly Feature[]>([]);

export const FeaturesProvider = FeaturesContext.Provider;

/** The features of the console, as `router.tsx` lists them. */
export function useFeatures(): readonly Feature[] {
  return useContext(FeaturesContext);
}
