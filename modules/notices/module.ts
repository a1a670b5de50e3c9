import type { Module } from '../../platform/module.ts';
import { noticesHandlers } from './handlers.ts';
import { noticesRoutes } from './routes.ts';

export const noticesModule: Module = {
  name: 'notices',
  folder: import.meta.dirname,
  routes: noticesRoutes,
  handlers: noticesHandlers,
};
