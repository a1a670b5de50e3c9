import { configure } from '@testing-library/dom';

// What a test waits for comes in its own time: a busy machine is no mistake. A test that fails waits this long.
configure({ asyncUtilTimeout: 20_000 });
