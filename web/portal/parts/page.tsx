export { Page } from '../../shared/phone/page.tsx';
