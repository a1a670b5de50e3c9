import type { Module } from '../../platform/module.ts';
import { ownRoutes } from './own/routes.ts';
import { receivedRoutes } from './received/routes.ts';

export const feedbackModule: Module = {
  name: 'feedback',
  folder: import.meta.dirname,
  routes: [...ownRoutes, ...receivedRoutes],
};
