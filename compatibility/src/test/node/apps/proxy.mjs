// http-proxy-middleware before a server in the same process.
import { createServer } from 'node:http';
import express from 'express';
import { createProxyMiddleware } from 'http-proxy-middleware';

const behind = createServer((request, response) => {
  response.setHeader('X-Behind', 'yes');
  request.pipe(response);
});
behind.listen(0, '127.0.0.1', () => {
  const app = express();
  const target = 'http://127.0.0.1:' + behind.address().port;
  app.use('/api', createProxyMiddleware({ target, changeOrigin: true }));
  const server = app.listen(Number(process.env.PORT), '127.0.0.1', () => console.log('serving'));
  process.on('SIGTERM', () => {
    server.close(() => console.log('closed'));
    behind.close();
  });
});
