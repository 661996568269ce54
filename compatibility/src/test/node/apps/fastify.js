'use strict';

const fastify = require('fastify')();

fastify.get('/users/:id', async (request) => ({ user: request.params.id }));
fastify.post('/echo', async (request, reply) => reply.code(201).send(request.body));
fastify.get('/fails', async () => {
  throw new Error('as it should');
});
fastify.listen({ port: Number(process.env.PORT), host: '127.0.0.1' }).then(() => console.log('serving'));
process.on('SIGTERM', () => fastify.close().then(() => console.log('closed')));
