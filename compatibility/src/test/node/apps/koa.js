'use strict';

const Koa = require('koa');
const { Router } = require('@koa/router');

const router = new Router();
router.get('/users/:id', (context) => {
  context.body = { user: context.params.id };
});
router.get('/fails', (context) => context.throw(500, 'as it should'));
const app = new Koa();
app.silent = true;
app.use(router.routes());
const server = app.listen(Number(process.env.PORT), '127.0.0.1', () => console.log('serving'));
process.on('SIGTERM', () => server.close(() => console.log('closed')));
