import { serveNode } from './serve-node.ts';

serveNode();
