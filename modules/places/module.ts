import type { Module } from '../../platform/module.ts';
import { placesRoutes } from './routes.ts';

export const placesModule: Module = {
  name: 'places',
  folder: import.meta.dirname,
  routes: placesRoutes,
};
