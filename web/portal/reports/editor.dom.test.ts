import { testEditor } from '../../shared/participant/testing/editor-tests.ts';
import { Editor } from './editor.tsx';

testEditor('portal', Editor);
