import { type ComponentType, createContext, useContext } from 'react';
import type { Service } from '../../../forms/programme.ts';
import type { FeatureBase } from '../../shared/features.tsx';
import type { Text } from '../../shared/i18n.ts';
import { servicesOf } from '../../shared/participant/forms.ts';
import type { Participant } from '../../shared/participant/session.ts';

/** One line of the sidebar: something that a person can do in a service. */
export type MenuEntry = {
  /** Below the programme's address. */
  path: string;
  icon: ComponentType;
  title: Text;
  /** Beside the title, such as how many days are still to be filled in. */
  count?: number;
};

/** Told when something in a menu was chosen that leads away. */
export type OnChosen = { onChosen?: () => void };

type EntriesOf = (service: Service, participant: Participant) => MenuEntry[];

/** What a feature gives to the desk. */
export type Feature = FeatureBase & {
  name: string;
  /** The menu entries of a service, by the kind of service that the feature serves. */
  services?: { [K in Service['kind']]?: EntriesOf };
  /** Stands in the top bar, beside who is signed in. */
  topFacts?: ComponentType;
  /** Stands at the end of the top bar. */
  topActions?: ComponentType;
  /** Stands after those, or below the menu where the top bar has no room. */
  accountActions?: ComponentType<OnChosen>;
};

const FeaturesContext = createContext<readonly Feature[]>([]);

export const FeaturesProvider = FeaturesContext.Provider;

/** The features of the desk, as `router.tsx` lists them. */
export function useFeatures(): readonly Feature[] {
  return useContext(FeaturesContext);
}

type MenuGroup = { service: Service; entries: MenuEntry[] };

/** What the features offer in the services of the person's group, in the programme's order (SPEC G0, G5). */
export function menuOf(features: readonly Feature[], participant: Participant): MenuGroup[] {
  return servicesOf(participant.mine)
    .map(({ service }) => ({
      service,
      entries: features.flatMap(
        ({ services }) => services?.[service.kind]?.(service, participant) ?? [],
      ),
    }))
    .filter(({ entries }) => entries.length > 0);
}
