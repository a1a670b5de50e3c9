import { type App, appNames } from '../../platform/contract.ts';
import { useText } from './i18n.ts';

/** Says what people call an app, in the present language. */
export function useAppName(): (app: App) => string {
  const text = useText();
  return (app) => text(appNames[app]);
}
