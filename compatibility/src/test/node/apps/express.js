'use strict';

// Express 4 and 5.
const express = require('express');

const app = express();
const shop = express.Router();
shop.get('/orders/:order', (request, response) => response.json({ order: request.params.order }));
app.use(express.json());
app.get('/users/:id', (request, response) => response.json({ user: request.params.id }));
app.post('/echo', (request, response) => response.status(201).json(request.body));
app.use('/shops/:shop', shop);
app.get('/fails', () => {
  throw new Error('as it should');
});
const server = app.listen(Number(process.env.PORT), '127.0.0.1', () => console.log('serving'));
process.on('SIGTERM', () => server.close(() => console.log('closed')));
