import type { EventHandler } from './events.ts';
import type { JobKind } from './jobs.ts';
import type { Route } from './routes.ts';

/** What a module gives to the composition root, which alone knows all of them and their order. */
export type Module = {
  name: string;
  /** The folder of the module; its `migrations/` are applied in the order of the modules. */
  folder: string;
  routes: Route[];
  handlers?: EventHandler[];
  jobs?: JobKind<never>[];
};
