/// <reference lib="webworker" />
import { cacheApp, type Worker } from '../shared/phone/service-worker.ts';

declare const self: Worker;

cacheApp(self, 'portal', self.__WB_MANIFEST);
