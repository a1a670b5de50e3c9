export { LibraryWords } from '../../shared/phone/library-words.tsx';
