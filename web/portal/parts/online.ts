export { useOnline } from '../../shared/phone/online.ts';
