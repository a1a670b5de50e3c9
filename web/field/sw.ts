/// <reference lib="webworker" />
import { keepApp, type Worker } from '../shared/phone/service-worker.ts';

declare const self: Worker;

keepApp(self, 'field', self.__WB_MANIFEST);
