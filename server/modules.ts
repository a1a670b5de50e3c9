import { accessModule } from '../modules/access/module.ts';
import { peopleModule } from '../modules/people/module.ts';
import { placesModule } from '../modules/places/module.ts';
import type { Module } from '../platform/module.ts';

/** The modules in their order: what stands further right may know what stands further left. */
export const modules: Module[] = [placesModule, accessModule, peopleModule];
