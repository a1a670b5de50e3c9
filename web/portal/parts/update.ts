import { watchForUpdates as watch } from '../../shared/phone/update.ts';

export const watchForUpdates = () => watch('/portal/');
