import type { Module } from '../../platform/module.ts';
import { peopleProblems } from './contract.ts';
import { staffPermissions } from './permissions.ts';

export const peopleModule: Module = {
  name: 'people',
  folder: import.meta.dirname,
  permissions: staffPermissions,
  problems: peopleProblems,
  routes: [],
};
