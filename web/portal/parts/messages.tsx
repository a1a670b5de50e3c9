export { Empty, Failure, Waiting } from '../../shared/phone/messages.tsx';
export { NotFound } from '../shell/not-found.tsx';
