import { testSignedOut } from '../../shared/participant/testing/signed-out-tests.tsx';
import { SignedOutModal } from './signed-out-modal.tsx';

testSignedOut('desk', SignedOutModal);
