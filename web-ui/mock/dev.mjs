// `npm run dev:mock [SCENARIO]`: Vite's server in front of the mock.
import { createServer } from 'vite';
import { createMock } from './server.mjs';

const PORT = 7071;
process.env.PLIMSOLL_COLLECTOR = `http://127.0.0.1:${PORT}`;
createMock(process.argv[2] ?? 'incident').listen(PORT, '127.0.0.1');
const vite = await createServer();
await vite.listen();
vite.printUrls();
