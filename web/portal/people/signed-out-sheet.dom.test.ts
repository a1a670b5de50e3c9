import { testSignedOut } from '../../shared/participant/testing/signed-out-tests.tsx';
import { SignedOutSheet } from './signed-out-sheet.tsx';

testSignedOut('portal', SignedOutSheet);
