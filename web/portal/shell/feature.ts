import type { ComponentType } from 'react';
import type { FeatureBase } from '../../shared/features.tsx';

/** What a feature shows on the home page. Each part stands in a place of its own. */
export type HomeParts = Pick<FeatureBase, 'gate'> & {
  /** Of the feature, by which its parts are told from those of others. */
  name: string;
  /** A symbol beside the title, which leads to a page. */
  tool?: ComponentType;
  /** Below the person's name. */
  head?: ComponentType;
  /** What cannot wait, before all cards. */
  urgent?: ComponentType;
  card?: ComponentType;
  /** The main action, within reach of the thumb. */
  action?: ComponentType;
};

/** What a feature gives to the portal. */
export type Feature = FeatureBase & {
  /** Is loaded with the home page. */
  home?: () => Promise<HomeParts>;
  /** Its parts of the home page are shown on that of a ward as well. */
  forWards?: boolean;
};
