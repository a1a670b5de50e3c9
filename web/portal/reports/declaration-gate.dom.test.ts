import { testDeclarationGate } from '../../shared/participant/testing/gate-tests.tsx';
import { DeclaredPages } from './declaration-gate.tsx';

testDeclarationGate('portal', DeclaredPages);
