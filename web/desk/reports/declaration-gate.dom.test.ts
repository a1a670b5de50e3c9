import { testDeclarationGate } from '../../shared/participant/testing/gate-tests.tsx';
import { DeclarationGate } from './declaration-gate.tsx';

testDeclarationGate('desk', DeclarationGate);
